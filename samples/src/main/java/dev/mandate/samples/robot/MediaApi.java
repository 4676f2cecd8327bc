package dev.mandate.samples.robot;

import dev.mandate.client.token.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Calls the partner API behind the gateway with the app's token. */
final class MediaApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI gateway;
    private final TokenSource tokens;

    MediaApi(URI gateway, TokenSource tokens) {
        this.gateway = gateway;
        this.tokens = tokens;
    }

    /** Calls without a body; {@code id} replaces the template's parameter. */
    Answer call(MediaAction action, String id) throws IOException, InterruptedException {
        return send(action, request(action, id).method(action.method(), BodyPublishers.noBody()));
    }

    /** Calls with a JSON body. */
    Answer call(MediaAction action, String id, Map<String, ?> body) throws IOException, InterruptedException {
        return send(
                action,
                request(action, id)
                        .header("Content-Type", "application/json")
                        .method(action.method(), BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private Answer send(MediaAction action, HttpRequest.Builder request) throws IOException, InterruptedException {
        return Answer.of(action.key(), tokens.send(request.timeout(TIMEOUT), BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(MediaAction action, String id) {
        String path = action.template().replaceFirst("\\{[^}]+}", id);
        return HttpRequest.newBuilder(gateway.resolve(path)).header("Accept", "application/json");
    }
}
