package dev.mandate.bench.process;

import dev.mandate.client.token.ClientAuthentication;
import dev.mandate.client.token.ClientCredentials;
import dev.mandate.client.token.ClientSecret;
import dev.mandate.client.token.TokenException;
import dev.mandate.client.token.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** One app: its token, and its calls of management or of the partner API. */
public final class BenchApp {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** An answer, as far as the runs look at it. */
    public record Answer(int status, JsonNode body) {
        /** In one line, for messages. */
        @Override
        public String toString() {
            return status + " " + body.path("code").asString("") + " "
                    + body.path("detail").asString("");
        }
    }

    private final URI base;
    private final TokenSource tokens;
    private final Duration patience;

    private BenchApp(URI base, TokenSource tokens, Duration patience) {
        this.base = base;
        this.tokens = tokens;
        this.patience = patience;
    }

    public static BenchApp of(URI base, URI token, String client, String secret) {
        ClientCredentials credentials =
                new ClientCredentials(token, client, new ClientSecret(secret), ClientAuthentication.BASIC, null);
        return new BenchApp(base, new TokenSource(credentials, HTTP, InstantSource.system()), PATIENCE);
    }

    /** The same, who waits that long for an answer. */
    public BenchApp waiting(Duration longer) {
        return new BenchApp(base, tokens, longer);
    }

    /** The same app, with the same token, elsewhere. */
    public BenchApp at(URI other) {
        return new BenchApp(other, tokens, patience);
    }

    /** A token from the time when it can be had. */
    public String token() throws InterruptedException {
        return tokens.token();
    }

    /** A token that it did not have before, asked for until there is one. */
    public String renewed() throws InterruptedException {
        String known = tokens.token();
        for (int tried = 0; ; tried++) {
            try {
                return tokens.tokenInsteadOf(known);
            } catch (TokenException e) {
                if (tried == 100) {
                    throw new Broken("no token: " + e.getMessage());
                }
                Thread.sleep(200);
            }
        }
    }

    /** Whether no token is given to it that it did not have before. */
    public boolean refused() throws InterruptedException {
        String known = tokens.token();
        try {
            tokens.tokenInsteadOf(known);
            return false;
        } catch (TokenException e) {
            return true;
        }
    }

    /**
     * Calls once.
     *
     * @throws IOException if no answer came, so that nobody knows whether it was done
     */
    public Answer call(String method, String path, @Nullable Object body, @Nullable String key)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(patience)
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        try {
            return read(tokens.send(request, BodyHandlers.ofString()));
        } catch (TokenException e) {
            throw new IOException("no token: " + e.getMessage(), e);
        }
    }

    /** Calls with a token that was taken before, and never takes another. */
    public static int status(URI target, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** The status of a page that asks for no token. */
    public static int status(URI target) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(target).timeout(PATIENCE).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static Answer read(HttpResponse<String> answer) {
        boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
        JsonNode body =
                json && !answer.body().isEmpty() ? JSON.readTree(answer.body()) : JsonNodeFactory.instance.objectNode();
        return new Answer(answer.statusCode(), body);
    }

    /** Calls, and again while the installation is away; anything but success in the end is a failure of the run. */
    public Answer must(String method, String path, Object body) throws InterruptedException {
        String last = "";
        for (int tried = 0; tried < 100; tried++) {
            try {
                Answer answer = call(method, path, body.equals(Map.of()) ? null : body, null);
                if (answer.status() < 400) {
                    return answer;
                }
                last = answer.toString();
                if (answer.status() != 503) {
                    break;
                }
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
            }
            Thread.sleep(200);
        }
        throw new Broken("`" + method + " " + path + "` answered " + last);
    }
}
