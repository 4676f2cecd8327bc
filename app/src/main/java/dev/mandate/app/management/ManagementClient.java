package dev.mandate.app.management;

import dev.mandate.app.file.Failure;
import dev.mandate.client.token.ClientCredentials;
import dev.mandate.client.token.TokenSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The management API for one app: its token, its paths, its problems as failures. */
public final class ManagementClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI control;
    private final TokenSource tokens;

    public ManagementClient(URI control, ClientCredentials credentials) {
        this.control = control;
        this.tokens = new TokenSource(credentials, http, InstantSource.system());
    }

    /**
     * An answer as it came.
     *
     * @param body null if there is none
     * @param etag of the state that was answered; empty if none was
     * @param revision to send as {@code Mandate-At-Least} with calls that need what was written; empty if none was answered
     */
    public record Answer(String call, int status, @Nullable JsonNode body, String etag, String revision) {
        /** The body, which must be there. */
        public JsonNode json() {
            if (body == null) {
                throw new Failure("`" + call + "` answered " + status + " without a body");
            }
            return body;
        }

        /** Prints the revision on a line of its own, as the last of a verb that writes. */
        void printRevision(PrintWriter out) {
            if (!revision.isEmpty()) {
                out.println("revision: " + revision);
            }
        }
    }

    /** Calls and returns whatever is answered. */
    public Answer call(String method, String path, @Nullable Object body) {
        return callAt("", method, path, body);
    }

    /** Calls at the state of this ETag; 412 if there is another meanwhile. */
    Answer callAt(String etag, String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(control.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        try {
            HttpResponse<String> answer = tokens.send(request, BodyHandlers.ofString());
            JsonNode json = answer.body().isEmpty() ? null : JSON.readTree(answer.body());
            String revision = answer.headers().firstValue("Mandate-Revision").orElse("");
            String found = answer.headers().firstValue("ETag").orElse("");
            return new Answer(method + " " + path, answer.statusCode(), json, found, revision);
        } catch (IOException e) {
            throw new Failure("cannot reach the control plane at " + control + ": is `./mandate up` running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    /** Calls and expects success. */
    public Answer must(String method, String path, @Nullable Object body) {
        return must(call(method, path, body));
    }

    /** Reads and expects success or, because there is nothing, 404. */
    public Answer find(String path) {
        Answer answer = call("GET", path, null);
        return answer.status() == 404 ? answer : must(answer);
    }

    /** Calls and expects success or, because it was done before, a conflict. */
    public Answer ensure(String method, String path, @Nullable Object body) {
        Answer answer = call(method, path, body);
        return answer.status() == 409 ? answer : must(answer);
    }

    /** The answer, which must be a success. */
    static Answer must(Answer answer) {
        if (answer.status() >= 400) {
            throw new Failure("`" + answer.call() + "` answered " + answer.status() + ": " + reasons(answer.body()));
        }
        return answer;
    }

    /** Returns the problem's detail, which names its first error, and each further error on a line of its own. */
    private static String reasons(@Nullable JsonNode problem) {
        if (problem == null) {
            return "";
        }
        StringBuilder reasons = new StringBuilder(problem.path("detail").asString(""));
        JsonNode errors = problem.path("errors");
        for (int i = 1; i < errors.size(); i++) {
            reasons.append("\n  ")
                    .append(errors.path(i).path("field").asString(""))
                    .append(' ')
                    .append(errors.path(i).path("message").asString(""));
        }
        return reasons.toString();
    }

    @Override
    public void close() {
        http.close();
    }
}
