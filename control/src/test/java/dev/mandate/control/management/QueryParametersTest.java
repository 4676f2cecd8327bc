package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mandate.control.Routes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Query parameters that a call does not know: 400, naming them, and nothing is done. */
class QueryParametersTest {
    private static final Registry REGISTRY = Registry.open();
    private static final Studio STUDIO = REGISTRY.studio();
    private static final List<String> PUBLIC = List.of("/problems", "/api/v1/openapi.json", "/api/v1/docs");

    private final Client owner = STUDIO.owner();

    @Test
    void makesNoUserInThePlatformInsteadOfATenant() {
        Client operator = Control.operator();
        Answer answer = operator.post("/api/v1/users?tenant=bravo", Map.of("id", "astray"));
        answer.names("tenant");
        assertThat(answer.text("detail")).isEqualTo("`tenant` is not a parameter here: this call takes none");
        operator.get("/api/v1/users/astray").is(404, "not_found");
    }

    /** Every call that the running application serves, but the published keys and metadata. */
    @TestFactory
    Stream<DynamicTest> refusesAnUnknownParameterEverywhere() {
        return calls().map(call -> dynamicTest(call, () -> {
            Client caller = caller(call);
            Answer answer = send(caller, call, "unheard-of=1");
            answer.names("unheard-of");
            assertThat(answer.text("detail")).contains("`unheard-of` is not a parameter here");
            if (PUBLIC.stream().noneMatch(call::contains)) {
                assertThat(send(Control.anonymous(), call, "unheard-of=1").status())
                        .as(call)
                        .isEqualTo(401);
            }
        }));
    }

    private static Stream<String> calls() {
        List<String> calls = Routes.served().stream()
                .filter(call -> !call.contains("/.well-known/") && !call.contains("/oauth2/"))
                .toList();
        assertThat(calls).hasSizeGreaterThan(70);
        return calls.stream();
    }

    private static Client caller(String call) {
        if (call.contains("/internal/")) {
            return Control.anonymous().with("Authorization", "Bearer " + Control.GATEWAY_KEY);
        }
        boolean platforms =
                Stream.of("/tenants", "/log-format", "/api/v1/keys", "/api/v1/gateways", "/connectors", "/precedence")
                                .anyMatch(call::contains)
                        || call.equals("POST /api/v1/apis")
                        || call.endsWith("/activate");
        return platforms ? Control.operator() : STUDIO.owner();
    }

    private static Answer send(Client caller, String call, String query) {
        String[] parts = call.split(" ", 2);
        String path = parts[1].replaceAll(
                        "\\{session:.*", "0123456789abcdef" + (parts[1].endsWith("/positions") ? "/positions" : ""))
                .replace("{salesChannelId}", "a")
                .replace("{userId}", "owner")
                .replace("/tenants/{id}", "/tenants/" + STUDIO.id())
                .replace("/log/{revision}", "/log/1")
                .replaceAll("\\{[^}]*}", "some");
        String needed =
                path.endsWith("/readiness") ? "&connector=some" : path.endsWith("/explain") ? "&action=some" : "";
        boolean bodiless = parts[0].equals("GET") || parts[0].equals("DELETE");
        return caller.with("Content-Type", "application/json")
                .with("Accept", path.startsWith("/problems") ? "application/json" : "*/*")
                .raw(parts[0], path + "?" + query + needed, bodiless ? null : body(call, path));
    }

    /** Of each call that reads its body before it asks who may. */
    private static String body(String call, String path) {
        if (call.matches("PATCH .*/\\{[a-z]*}")) {
            return "{\"name\": \"New\"}";
        }
        return switch (path.replaceFirst(".*/", "")) {
            case "tenants" -> "{\"id\": \"new\", \"name\": \"New\"}";
            case "spaces" -> "{\"kind\": \"workspace\", \"name\": \"New\"}";
            case "roles" -> path.contains("binding") ? "{\"role\": \"EVENT_VIEWER\"}" : "{\"name\": \"New\"}";
            case "groups" -> "{\"name\": \"New\"}";
            case "gateways" -> "{\"name\": \"New\"}";
            case "apps" -> "{\"name\": \"New\", \"onBehalfOf\": \"owner\"}";
            case "apis" ->
                "{\"id\": \"new\", \"kind\": \"switch\", \"upstream\": \"http://a.example\", \"document\": "
                        + Documents.ONE + "}";
            case "connectors" -> "{\"id\": \"new\", \"name\": \"New\", \"api\": \"new\"}";
            case "precedence" -> "{\"GET /x\": null}";
            case "activate" -> "{\"actions\": \"all\"}";
            case "permissions" -> "{\"GET /x\": \"NONE\"}";
            case "role" -> "{\"role\": \"some\"}";
            case "skills" -> "{\"skills\": []}";
            case "on-behalf-of" -> "{\"user\": \"some\"}";
            case "log-format" -> "{\"format\": 1}";
            case "impact" -> "{\"from\": 1}";
            default -> "{}";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/users?limit=1&limit=1, limit",
        "/api/v1/users?limit=1&li%6Dit=2, limit",
        "/api/v1/who-can?space=a&space=b, space",
        "/api/v1/explain?app=x&action=x&app=x, app"
    })
    void refusesToChooseAmongRepeatedValues(String path, String name) {
        Answer answer = owner.get(path).is(400, "invalid_request");
        assertThat(answer.text("detail")).isEqualTo("`" + name + "` is repeated: send it once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Limit=5", "limit%00=5", "limit[]=5", "limit;cursor=5", "limi%74%20=5"})
    void takesNoOtherSpellingForAParameter(String query) {
        assertThat(owner.with("Accept", "*/*")
                        .get("/api/v1/users?" + query.replace("[", "%5B").replace("]", "%5D"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesAQueryThatCannotBeDecoded() throws IOException {
        assertThat(statusOf("%zz=5")).isEqualTo(400);
        assertThat(statusOf("limit=%zz")).isEqualTo(400);
        assertThat(statusOf("limit=%ff")).isEqualTo(400);
        assertThat(statusOf("limit=%z")).isEqualTo(400);
        assertThat(statusOf("limit=%")).isEqualTo(400);
        assertThat(statusOf("role=%z")).isEqualTo(400);
        assertThat(statusOf("role=%C3%28")).isEqualTo(400);
        assertThat(statusOf("=5")).isEqualTo(400);
        assertThat(statusOf("limit=5&".repeat(2_000))).isEqualTo(400);
    }

    /** By hand, as a client's URI would refuse to be malformed. */
    private int statusOf(String query) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), owner.port())) {
            String head = "GET /api/v1/users?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: " + owner.headers().get("Authorization") + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(9));
        }
    }

    @Test
    void namesWhatIsKnown() {
        Answer answer = owner.get("/api/v1/users?page=2");
        answer.names("page");
        assertThat(answer.text("detail")).isEqualTo("`page` is not a parameter here: known are `cursor`, `limit`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?&", "?limit=5&cursor=", "?&limit=5&"})
    void servesWhatIsKnown(String query) {
        owner.get("/api/v1/users" + query).is(200);
    }

    @Test
    void asksTheRightFirst() {
        STUDIO.user("plain");
        Client reader = STUDIO.ownerWith("read");
        reader.post("/api/v1/users?tenant=x", Map.of()).is(403, "insufficient_scope");
        REGISTRY.vendor("plain")
                .post(Registry.roles("owner", "a") + "?tenant=x", Map.of("role", "EVENT_VIEWER"))
                .is(404);
    }

    @Test
    void keepsRepeatedRolesOfTheUserServices() {
        REGISTRY.user("member", "a", "EVENT_VIEWER");
        owner.delete(Registry.roles("member", "a") + "?role=EVENT_VIEWER&role=EVENT_VIEWER&channel=b")
                .names("channel");
        owner.delete(Registry.roles("member", "a") + "?role=EVENT_VIEWER&role=EVENT_VIEWER")
                .is(204);
    }
}
