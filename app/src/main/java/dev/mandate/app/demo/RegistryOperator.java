package dev.mandate.app.demo;

import dev.mandate.app.file.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The registry's own side of the sample, which no vendor reaches: it proposes traders, issues certificates, approves trades. */
final class RegistryOperator {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI operator;

    RegistryOperator(HttpClient http, URI operator) {
        this.http = http;
        this.operator = operator;
    }

    /** A range of certificates, both ends included. */
    record Range(long start, long end) {}

    /** A new open proposal; returns its id. */
    String propose(String tenant, String channel) {
        return post("/proposals", Map.of("tenant", tenant, "salesChannelId", channel))
                .path("id")
                .asString();
    }

    /** New certificates of a trader. */
    Range issue(String trader, int amount) {
        JsonNode issued = post("/certificates", Map.of("traderId", trader, "amount", amount));
        return new Range(issued.path("start").asLong(), issued.path("end").asLong());
    }

    void approve(String trade) {
        post("/trades/" + trade + "/approve", Map.of());
    }

    private JsonNode post(String path, Map<String, ?> body) {
        HttpRequest request = HttpRequest.newBuilder(operator.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new Failure("the registry's side answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new Failure("cannot reach the registry's side at " + operator, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }
}
