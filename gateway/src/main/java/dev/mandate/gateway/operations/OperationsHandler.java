package dev.mandate.gateway.operations;

import dev.mandate.gateway.usage.Meters;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** {@code /livez}, {@code /readyz} and {@code /metrics}, on a port of their own that partners never see. */
public final class OperationsHandler implements Handler<HttpServerRequest> {
    private static final String JSON = "application/json";

    private final Readiness readiness;
    private final Meters meters;
    private final JsonMapper json = new JsonMapper();

    public OperationsHandler(Readiness readiness, Meters meters) {
        this.readiness = readiness;
        this.meters = meters;
    }

    @Override
    public void handle(HttpServerRequest http) {
        HttpServerResponse answer = http.response();
        if (!http.method().equals(HttpMethod.GET)) {
            answer.setStatusCode(405).putHeader("Allow", "GET").end();
            return;
        }
        switch (Objects.requireNonNullElse(http.path(), "")) {
            case "/livez" ->
                answer.putHeader("Content-Type", JSON).end(json.writeValueAsString(Map.of("status", "up")));
            case "/readyz" -> ready(answer);
            case "/metrics" ->
                answer.putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(meters.scrape());
            default -> answer.setStatusCode(404).end();
        }
    }

    private void ready(HttpServerResponse answer) {
        Optional<String> obstacle = readiness.obstacle();
        Map<String, Object> body = new TreeMap<>(readiness.details());
        body.put("status", obstacle.isEmpty() ? "ready" : "not ready");
        obstacle.ifPresent(why -> body.put("reason", why));
        answer.setStatusCode(obstacle.isEmpty() ? 200 : 503)
                .putHeader("Content-Type", JSON)
                .end(json.writeValueAsString(body));
    }
}
