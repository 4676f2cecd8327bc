package dev.mandate.app.vendor;

import dev.mandate.app.file.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A vendor's app by hand: it asks for tokens as the seed's documentation shows, and keeps each as long as it likes. */
public final class Vendor {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI gateway;
    private final String clientId;
    private final String secret;
    private final String scope;

    public Vendor(HttpClient http, URI gateway, String clientId, String secret) {
        this(http, gateway, clientId, secret, "cfgateway");
    }

    public Vendor(HttpClient http, URI gateway, String clientId, String secret, String scope) {
        this.scope = scope;
        this.http = http;
        this.gateway = gateway;
        this.clientId = clientId;
        this.secret = secret;
    }

    /** An answer to its last byte. */
    public record Seen(int status, Map<String, String> headers, String body) {
        Optional<String> decision() {
            return Optional.ofNullable(headers.get("mandate-decision"));
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** All that a vendor could tell two answers apart by: without the decision's id and the time of day. */
        public Seen comparable() {
            Map<String, String> rest = new TreeMap<>(headers);
            rest.remove("date");
            String own = rest.remove("mandate-decision");
            return new Seen(status, rest, own == null ? body : body.replace(own, "<decision>"));
        }
    }

    public String clientId() {
        return clientId;
    }

    /** A new token, by a form POST to {@code /connect/token}. */
    public String token() {
        Seen answer = askForToken(scope);
        if (answer.status() != 200) {
            throw new Failure("`POST /connect/token` answered " + answer.status() + ": " + answer.body());
        }
        return answer.json().path("access_token").asString();
    }

    /** Whether a new token would be given. */
    public int tokenStatus() {
        return askForToken("").status();
    }

    private Seen askForToken(String wanted) {
        Map<String, String> fields = new TreeMap<>(
                Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", secret));
        if (!wanted.isEmpty()) {
            fields.put("scope", wanted);
        }
        String form = fields.entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(gateway.resolve("/connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    public Seen get(String token, String path) {
        return call(token, ApiCall.get(path));
    }

    /** Calls with the token, or as nobody if it is empty. */
    public Seen call(String token, ApiCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(call.path()))
                .method(
                        call.method(),
                        call.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(call.body())));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (call.body() != null) {
            request.header("Content-Type", "application/json");
        }
        call.headers().forEach(request::header);
        return send(request);
    }

    private Seen send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            Map<String, String> headers = new TreeMap<>();
            answer.headers().map().forEach((name, values) -> headers.put(name, String.join(",", values)));
            return new Seen(answer.statusCode(), headers, answer.body());
        } catch (IOException e) {
            throw new Failure("cannot reach the gateway at " + gateway + ": is `./mandate up` running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }
}
