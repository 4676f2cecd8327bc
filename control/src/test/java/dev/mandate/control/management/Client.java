package dev.mandate.control.management;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Requests of one caller with the same headers each. */
record Client(int port, Map<String, String> headers) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The same caller with one header more. */
    Client with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Client(port, more);
    }

    /** A caller with a new token of the app. */
    Client as(String app, String secret) {
        return as(app, secret, "");
    }

    Client as(String app, String secret, String scope) {
        Answer answer = token(app, secret, scope);
        if (answer.status() != 200) {
            throw new IllegalStateException("no token: " + answer.body());
        }
        return new Client(port, Map.of("Authorization", "Bearer " + answer.text("access_token")));
    }

    Answer token(String app, String secret, String scope) {
        String form = "grant_type=client_credentials&client_id=" + app + "&client_secret=" + secret
                + (scope.isEmpty() ? "" : "&scope=" + scope);
        return new Client(port, Map.of("Content-Type", "application/x-www-form-urlencoded"))
                .raw("POST", "/oauth2/token", form);
    }

    Answer get(String path) {
        return raw("GET", path, null);
    }

    Answer post(String path) {
        return raw("POST", path, null);
    }

    Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    Answer put(String path) {
        return raw("PUT", path, null);
    }

    Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    Answer delete(String path) {
        return raw("DELETE", path, null);
    }

    private Answer send(String method, String path, Object body) {
        return with("Content-Type", "application/json").raw(method, path, JSON.writeValueAsString(body));
    }

    /** Sends the body as it is, as JSON where nothing else was said. */
    Answer raw(String method, String path, @Nullable String body) {
        return raw(method, path, body, body != null && !headers.containsKey("Content-Type"));
    }

    Answer raw(String method, String path, @Nullable String body, boolean asJson) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (asJson) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
