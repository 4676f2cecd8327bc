package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ids that nobody mistakes: they differ in more than case, and are no options of a command line. */
class SuppliedIdsTest {
    private static final Studio STUDIO = Studio.open();

    private final Client owner = STUDIO.owner();
    private final Client operator = Control.operator();

    private record Chosen(Client by, String path, Map<String, Object> rest) {
        Answer with(String id) {
            Map<String, Object> body = new HashMap<>(rest);
            body.put("id", id);
            body.putIfAbsent("name", "N " + UUID.randomUUID());
            return by.post(path, body);
        }
    }

    /** Every kind of thing whose id is chosen once. */
    private List<Chosen> everywhere() {
        return List.of(
                new Chosen(owner, "/api/v1/users", Map.of()),
                new Chosen(owner, "/api/v1/roles", Map.of()),
                new Chosen(owner, "/api/v1/groups", Map.of()),
                new Chosen(owner, "/api/v1/spaces", Map.of("kind", "workspace")),
                new Chosen(owner, "/api/v1/spaces", Map.of("kind", "sales-channel")),
                new Chosen(operator, "/api/v1/apps", Map.of("onBehalfOf", "operator", "scopes", List.of("read"))),
                new Chosen(operator, "/api/v1/tenants", Map.of()));
    }

    private static Map<String, Object> api(String id) {
        return Map.of(
                "id",
                id,
                "kind",
                "switch",
                "upstream",
                "http://127.0.0.1:9",
                "basePath",
                "/" + UUID.randomUUID(),
                "document",
                Documents.of("GET /things"));
    }

    private static Map<String, Object> connector(String id, String api) {
        return Map.of(
                "id",
                id,
                "name",
                id,
                "api",
                api,
                "modules",
                Map.of("M", Map.of("required", List.of("GET /things"), "optional", List.of())));
    }

    @Test
    void refusesAnIdThatDiffersInCaseAlone() {
        for (Chosen chosen : everywhere()) {
            String id = "aBc-" + UUID.randomUUID();
            chosen.with(id).is(201);
            for (String other :
                    List.of(id.toLowerCase(Locale.ROOT), id.toUpperCase(Locale.ROOT), "Abc" + id.substring(3))) {
                chosen.with(other).is(409, "id_taken");
            }
        }
    }

    @Test
    void refusesUpperCaseBesideLowerCase() {
        for (Chosen chosen : everywhere()) {
            String id = "abc-" + UUID.randomUUID();
            chosen.with(id).is(201);
            chosen.with(id.toUpperCase(Locale.ROOT)).is(409, "id_taken");
        }
    }

    @Test
    void refusesTheCaseOfWhatWasRemoved() {
        owner.post("/api/v1/users", Map.of("id", "Gone")).is(201);
        owner.delete("/api/v1/users/Gone").is(204);
        owner.post("/api/v1/users", Map.of("id", "gone")).is(409, "id_taken");
    }

    @Test
    void refusesApisAndConnectorsThatDifferInCaseAlone() {
        String id = "Api-" + UUID.randomUUID();
        operator.post("/api/v1/apis", api(id)).is(201);
        operator.post("/api/v1/apis", api(id)).is(201);
        operator.post("/api/v1/apis", api(id.toLowerCase(Locale.ROOT))).is(409, "id_taken");
        operator.post("/api/v1/connectors", connector(id, id)).is(201);
        operator.post("/api/v1/connectors", connector(id, id)).is(201);
        operator.post("/api/v1/connectors", connector(id.toUpperCase(Locale.ROOT), id))
                .is(409, "id_taken");
    }

    @Test
    void refusesWhatABuiltInThingIsCalled() {
        owner.post("/api/v1/roles", Map.of("id", "OWNER", "name", "x")).is(409, "id_taken");
        owner.post("/api/v1/users", Map.of("id", "ME")).names("id");
        operator.post("/api/v1/tenants", Map.of("id", "Platform", "name", "x")).names("id");
    }

    @Test
    void refusesAHyphenAtTheStart() {
        for (Chosen chosen : everywhere()) {
            chosen.with("-" + UUID.randomUUID()).names("id");
            chosen.with("." + UUID.randomUUID()).names("id");
        }
        operator.post("/api/v1/apis", api("-x")).names("id");
        operator.post("/api/v1/connectors", connector("-x", "user-services")).names("id");
        String tenant = "t-" + UUID.randomUUID();
        operator.post("/api/v1/tenants", Map.of("id", tenant, "name", "x", "owner", "-x"))
                .names("owner");
        operator.post("/api/v1/tenants", Map.of("id", tenant, "name", "x", "app", "-x"))
                .names("app");
    }

    @Test
    void keepsIdsOfEarlierReleases() {
        for (String id : List.of("-old", "Old", "old")) {
            Past.wrote(STUDIO, new UserChange.UserAdded(new UserId(id), UserKind.SERVICE));
            assertThat(owner.get("/api/v1/users/" + id).is(200).text("id")).isEqualTo(id);
            owner.put("/api/v1/users/" + id + "/skills", Map.of("skills", List.of("x")))
                    .is(200);
        }
        owner.post("/api/v1/users", Map.of("id", "OLD")).is(409, "id_taken");
    }
}
