package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What gateways report, and who may read it. */
class DecisionTest {
    private final Studio studio = Studio.open();
    private final Client gateway = Control.anonymous().with("Authorization", "Bearer " + Control.GATEWAY_KEY);

    private Map<String, Object> denial(String id) {
        Map<String, Object> kept = new HashMap<>(Map.of(
                "id", id,
                "at", Instant.now().toEpochMilli(),
                "tenant", studio.id(),
                "app", "vendor",
                "user", "robot",
                "method", "GET",
                "path", "/v1/tasks",
                "space", "harbour"));
        kept.putAll(Map.of("step", 5, "status", 404, "code", "not_found", "reason", "SPACE_NOT_REACHED"));
        return kept;
    }

    private static String id() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    }

    @Test
    void explainsADenialToItsOwnerAlone() {
        String id = id();
        gateway.post("/internal/decisions", List.of(denial(id))).is(204);
        gateway.post("/internal/decisions", List.of(denial(id), denial(id))).is(204);
        Answer told = studio.owner().get("/api/v1/decisions/" + id).is(200);
        assertThat(told.text("code")).isEqualTo("not_found");
        assertThat(told.text("reason")).isEqualTo("space_not_reached");
        assertThat(told.text("explanation")).contains("harbour").contains("robot");
        assertThat(told.json().path("step").asInt()).isEqualTo(5);
        Studio.open().owner().get("/api/v1/decisions/" + id).is(404, "not_found");
        Control.operator().get("/api/v1/decisions/" + id).is(404, "not_found");
    }

    @Test
    void takesReportsFromGatewaysAlone() {
        studio.owner().post("/internal/decisions", List.of(denial(id()))).is(401, "invalid_token");
        Control.anonymous().post("/internal/decisions", List.of(denial(id()))).is(401, "credential_missing");
        gateway.get("/api/v1/users").is(401, "invalid_token");
    }

    @Test
    void refusesAReportThatIsNone() {
        String first = id();
        Map<String, Object> odd = denial("a\u0000b");
        gateway.post("/internal/decisions", List.of(denial(first), odd)).names("id");
        studio.owner().get("/api/v1/decisions/" + first).is(404, "not_found");
        Map<String, Object> tenant = denial(id());
        tenant.put("tenant", "a/b");
        gateway.post("/internal/decisions", List.of(tenant)).names("tenant");
        gateway.raw("POST", "/internal/decisions", "[null]").is(400, "invalid_request");
        gateway.raw("POST", "/internal/decisions", "{}").is(400, "invalid_request");
        gateway.raw("POST", "/internal/decisions", "[" + " ".repeat(5 << 20) + "]")
                .is(413, "too_large");
    }

    @Test
    void boundsAReport() {
        List<Map<String, Object>> many = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            many.add(denial(id()));
        }
        gateway.post("/internal/decisions", many).is(204);
        Object last = many.getLast().get("id");
        studio.owner().get("/api/v1/decisions/" + last).is(200);
        many.add(denial(id()));
        gateway.post("/internal/decisions", many).is(400, "invalid_request");
    }

    @Test
    void cutsWhatAnOldGatewaySends() {
        String id = id();
        Map<String, Object> longer = denial(id);
        longer.put("method", "M".repeat(8_000));
        longer.put("path", "/" + "p".repeat(8_190));
        gateway.post("/internal/decisions", List.of(longer)).is(204);
        Answer told = studio.owner().get("/api/v1/decisions/" + id).is(200);
        assertThat(told.text("path")).hasSize(1_024);
        assertThat(told.text("method")).hasSize(32);
        assertThat(told.json().path("cut").toString()).isEqualTo("[\"method\",\"path\"]");
    }

    @Test
    void refusesWhatIsNoAppsId() {
        Map<String, Object> odd = denial(id());
        odd.put("app", "a/b");
        gateway.post("/internal/decisions", List.of(odd)).names("app");
    }
}
