package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.Routes;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Refuses callers without the right before anything of their request is read or parsed. */
class RightBeforeBodyTest {
    private static final Studio STUDIO = Studio.open();
    private static final String NOT_JSON = "{\"openapi\": ";

    /** Those of the platform's operators alone. */
    private static final Set<String> OPERATORS = Set.of(
            "DELETE /api/v1/connectors/{id}",
            "DELETE /api/v1/gateways/{id}",
            "PATCH /api/v1/apis/{id}/precedence",
            "POST /api/v1/apis",
            "POST /api/v1/apis/{id}/actions/activate",
            "POST /api/v1/connectors",
            "POST /api/v1/gateways",
            "POST /api/v1/keys/rotate",
            "POST /api/v1/keys/{id}/retire",
            "POST /api/v1/log-format",
            "POST /api/v1/tenants",
            "POST /api/v1/tenants/{id}/activate",
            "POST /api/v1/tenants/{id}/recover",
            "POST /api/v1/tenants/{id}/suspend");

    private static Stream<String> writes() {
        return Routes.served().stream()
                .filter(call -> call.contains(" /api/v1/") && !call.startsWith("GET ") && !call.startsWith("HEAD "));
    }

    private static Answer sent(Client client, String call) {
        String[] parts = call.split(" ", 2);
        String path = parts[1].replaceAll("\\{[^}]*}", "none");
        return client.with("Content-Type", "application/json").raw(parts[0], path, NOT_JSON);
    }

    @TestFactory
    Stream<DynamicTest> refusesAnAppWithoutTheScopeFirst() {
        Client asker = STUDIO.asker();
        return writes().map(call ->
                DynamicTest.dynamicTest(call, () -> sent(asker, call).is(403, "insufficient_scope")));
    }

    @TestFactory
    Stream<DynamicTest> refusesTenantsWhatIsTheOperatorsFirst() {
        return writes().filter(OPERATORS::contains)
                .map(call -> DynamicTest.dynamicTest(
                        call, () -> sent(STUDIO.owner(), call).is(403, "operators_only")));
    }

    /** Of the media type, the conditions and the query too nothing is said to those who may not give the command. */
    @TestFactory
    Stream<DynamicTest> refusesTheRightBeforeAllElseThatIsWrong() {
        return writes().map(call -> DynamicTest.dynamicTest(call, () -> {
            Client caller = OPERATORS.contains(call) ? STUDIO.owner() : STUDIO.asker();
            String code = OPERATORS.contains(call) ? "operators_only" : "insufficient_scope";
            String[] parts = call.split(" ", 2);
            String path = parts[1].replaceAll("\\{[^}]*}", "none") + "?no=parameter";
            caller.with("Content-Type", "text/plain")
                    .with("If-Match", "none")
                    .raw(parts[0], path, NOT_JSON)
                    .is(403, code);
        }));
    }

    /** Those with a caller: the manual is everybody's. */
    private static Stream<String> reads() {
        return Routes.served().stream()
                .filter(call -> call.startsWith("GET /api/v1/"))
                .filter(call ->
                        !Set.of("GET /api/v1/openapi.json", "GET /api/v1/docs").contains(call));
    }

    @TestFactory
    Stream<DynamicTest> refusesAReadBeforeItsQueryAndConditions() {
        Client asker = STUDIO.asker();
        String query = "?no=parameter&limit=x&after=x&enabled=x&order=x&kind=x&tenant=%20";
        return reads().map(call -> DynamicTest.dynamicTest(
                call,
                () -> asker.with("If-Match", "none")
                        .get(call.substring("GET ".length()).replaceAll("\\{[^}]*}", "none") + query)
                        .is(403, "insufficient_scope")));
    }

    @TestFactory
    Stream<DynamicTest> refusesTenantsTheOperatorsReadsFirst() {
        return Stream.of("/keys", "/gateways", "/gateways/none", "/log-format", "/tenants")
                .map(path -> DynamicTest.dynamicTest(
                        path,
                        () -> STUDIO.owner()
                                .with("If-Match", "none")
                                .get("/api/v1" + path + "?limit=x")
                                .is(403, "operators_only")));
    }

    @Test
    void refusesAVendorsReadBeforeItsConditions() {
        Registry registry = Registry.open();
        registry.user("stranger");
        registry.vendor("stranger")
                .with("If-Match", "none")
                .get(Registry.roles("stranger", "a"))
                .is(404, "not_found");
    }

    @Test
    void servesWhatIsTheOperatorsAsListed() {
        assertThat(writes()).containsAll(OPERATORS);
    }

    @Test
    void refusesAVendorBeforeItsBodyCame() {
        Registry registry = Registry.open();
        registry.user("unbound");
        Client vendor = registry.vendor("unbound");
        try (Wire wire = Wire.from("127.0.0.41")) {
            String answer = wire.head(
                            "POST " + Registry.roles("unbound", "a") + " HTTP/1.1",
                            "Host: a",
                            "Authorization: " + vendor.headers().get("Authorization"),
                            "Content-Type: application/json",
                            "Content-Length: 60000")
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 404 ").contains("\"code\":\"not_found\"");
        }
    }

    @Test
    void refusesAnImportBeforeItsDocumentCame() {
        try (Wire wire = Wire.from("127.0.0.41")) {
            String answer = wire.head(
                            "POST /api/v1/apis HTTP/1.1",
                            "Host: a",
                            "Authorization: " + STUDIO.owner().headers().get("Authorization"),
                            "Content-Type: application/json",
                            "Content-Length: 16000000")
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 403 ").contains("\"code\":\"operators_only\"");
        }
    }

    @Test
    void plansAnImportForOperatorsWhoRead() {
        Answer plan = Control.operator()
                .with("Content-Type", "application/json")
                .raw("POST", "/api/v1/apis?plan=true", NOT_JSON);
        plan.is(400, "invalid_request");
    }
}
