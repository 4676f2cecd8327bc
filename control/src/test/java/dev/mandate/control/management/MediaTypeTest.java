package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mandate.control.Routes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Bodies of other media types: 415 for those who may come in, and no trace in the log whoever sent them. */
class MediaTypeTest {
    private static final Studio STUDIO = Studio.open();
    private static final Registry REGISTRY = Registry.open();
    private static final String MULTIPART = "multipart/form-data; boundary=x";
    private static final String PARTS =
            "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f\"\r\n\r\nvalue\r\n--x--\r\n";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Client owner = STUDIO.owner();

    @BeforeEach
    void listen() {
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void findNoTrace() {
        root.detachAppender(lines);
        assertThat(lines.list).noneMatch(event -> event.getThrowableProxy() != null);
    }

    private static String path(String call) {
        return call.split(" ", 2)[1]
                .replaceAll("\\{session:.*", "0123456789abcdef" + (call.endsWith("/positions") ? "/positions" : ""))
                .replace("{salesChannelId}", "a")
                .replaceAll("\\{[^}]*}", "some");
    }

    private static String method(String call) {
        return call.split(" ", 2)[0];
    }

    /** Somebody who may give the command: the right is asked before the media type. */
    private static Client caller(String call) {
        if (call.contains("/internal/")) {
            return Control.anonymous().with("Authorization", "Bearer " + Control.GATEWAY_KEY);
        }
        return call.contains("/user-services/") ? REGISTRY.owner() : Control.operator();
    }

    private static boolean writes(String call) {
        return Stream.of("POST ", "PUT ", "PATCH ", "DELETE ").anyMatch(call::startsWith);
    }

    @TestFactory
    Stream<DynamicTest> parsesNoParts() {
        return Routes.served().stream()
                .map(call -> dynamicTest(call, () -> {
                    listen();
                    Client stranger =
                            Control.anonymous().with("Content-Type", MULTIPART).with("Accept", "*/*");
                    for (String method : List.of("GET", "POST", method(call))) {
                        assertThat(stranger.raw(method, path(call), PARTS).status())
                                .as(method + " " + call)
                                .isLessThan(500);
                    }
                    findNoTrace();
                }));
    }

    @TestFactory
    Stream<DynamicTest> readsJsonAlone() {
        return Routes.served().stream()
                .filter(MediaTypeTest::writes)
                .filter(call -> !call.contains("/oauth2/"))
                .map(call -> dynamicTest(call, () -> {
                    for (String type : List.of(
                            MULTIPART,
                            "text/plain",
                            "application/xml",
                            "application/x-www-form-urlencoded",
                            "application/json; charset=utf-16",
                            "bogus",
                            "application/*",
                            "*/*")) {
                        caller(call)
                                .with("Content-Type", type)
                                .raw(method(call), path(call), "{}")
                                .is(415, "unsupported_media_type");
                    }
                    caller(call).raw(method(call), path(call), "{}", false).is(415, "unsupported_media_type");
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "APPLICATION/JSON;charset=UTF-8", "application/json; charset=\"utf-8\""})
    void readsJsonInUtf8(String type) {
        owner.with("Content-Type", type)
                .raw("POST", "/api/v1/roles", "{\"name\": \"" + UUID.randomUUID() + "\"}")
                .is(201);
    }

    @Test
    void asksNoTypeWhereNothingIsSent() {
        owner.post("/api/v1/users", Map.of("id", "typeless")).is(201);
        owner.with("Content-Type", "text/plain")
                .post("/api/v1/users/typeless/disable")
                .is(200);
        owner.with("Content-Type", MULTIPART).get("/api/v1/users/typeless").is(200);
        owner.with("Content-Type", MULTIPART).delete("/api/v1/users/typeless").is(204);
    }

    @Test
    void documentsItWhereABodyIsTaken() {
        Control.anonymous()
                .get("/api/v1/openapi.json")
                .json()
                .path("paths")
                .forEach(path -> path.forEach(call -> {
                    if (call.has("requestBody")) {
                        assertThat(call.path("responses").has("415"))
                                .as(call.path("operationId").asString())
                                .isTrue();
                    }
                }));
    }

    @Test
    void parsesNoPartsAtTheOperationsPort() {
        Client operations = new Client(Control.server().operationsPort(), Map.of("Content-Type", MULTIPART));
        for (String method : List.of("GET", "POST")) {
            assertThat(operations.raw(method, "/readyz", PARTS).status()).isLessThan(500);
        }
    }

    @Test
    void asksFirstWhoCalls() {
        Control.anonymous()
                .with("Content-Type", "text/plain")
                .raw("POST", "/api/v1/users", "{}")
                .is(401, "credential_missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/users?role=%FF",
                "GET /api/v1/explain?app=%FF&action=%C3",
                "GET /api/v1/spaces?kind=%ED%A0%80",
                "DELETE /user-services/users/x/saleschannel-bindings/a/roles?role=%FF",
                "GET /problems?x=%FF",
                "GET /.well-known/jwks.json?x=%FF",
                "GET /.well-known/oauth-authorization-server?x=%FF",
                "POST /oauth2/token?x=%FF",
                "GET /api/v1/users/%FF",
                "GET /api/v1/users/%00",
                "GET /api/v1/users/a%2Fb",
                "GET /api/v1/users/a;b=c",
                "GET /api/v1/users?x;y=%00",
                "PUT /api/v1/users/none-such/role",
                "PUT /api/v1/users/%FF/role",
                "PUT /api/v1/users/none-such/groups/none-such",
                "PUT /api/v1/apps/none-such/on-behalf-of"
            })
    void answersWhatCannotBeDecoded(String call) throws IOException {
        for (String authorization :
                List.of("", "Authorization: " + owner.headers().get("Authorization") + "\r\n")) {
            for (String body : List.of(
                    "",
                    "{\"role\": \"none-such\"}",
                    "{\"role\": \"owner\"}",
                    "{\"user\": \"none\"}",
                    "{\"role\": \"\u00ff\"}")) {
                int status = exchange(call, authorization + "Content-Type: application/json\r\n", body);
                assertThat(status).as(call).isLessThan(500);
            }
        }
    }

    @Test
    void takesAnInvalidCharacterForABadBody() throws IOException {
        String authorization = "Authorization: " + owner.headers().get("Authorization") + "\r\n";
        assertThat(exchange(
                        "POST /api/v1/roles",
                        authorization + "Content-Type: application/json\r\n",
                        "{\"name\": \"\u00ff\"}"))
                .isEqualTo(400);
    }

    /** By hand, as a client's URI would refuse to be malformed; the body is written as Latin-1. */
    private static int exchange(String call, String headers, String body) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), Control.server().port())) {
            String head = call + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "Content-Length: "
                    + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(9));
        }
    }

    @Test
    void saysNothingOfBodiesThatBreakOff() throws IOException {
        String authorization = "Authorization: " + owner.headers().get("Authorization") + "\r\n";
        for (String call : List.of("POST /api/v1/roles", "POST /oauth2/token", "POST /internal/keys")) {
            String key =
                    call.endsWith("keys") ? "Authorization: Bearer " + Control.GATEWAY_KEY + "\r\n" : authorization;
            String type = call.endsWith("token") ? "application/x-www-form-urlencoded" : "application/json";
            String who = call.endsWith("token") ? "" : key;
            for (String framing : List.of(
                    "Content-Length: 100\r\n\r\n{\"na", "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"na\r\nzz\r\n")) {
                breakOff(call + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n" + who + framing);
            }
        }
        // the next answers come after those before have ended
        for (int i = 0; i < 20; i++) {
            owner.get("/api/v1/roles").is(200);
        }
    }

    private static void breakOff(String sent) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), Control.server().port())) {
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }
}
