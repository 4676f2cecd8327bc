package dev.mandate.samples.media.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mandate.samples.media.upload.Hmac;
import dev.mandate.samples.studio.StudioForTests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WebhooksTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final StudioForTests studio = StudioForTests.get();
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private HttpServer vendor;
    private volatile boolean failed;

    private record Delivery(String payload, String signature) {}

    @BeforeEach
    void startVendor() throws IOException {
        vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/hook", this::receive);
        vendor.start();
    }

    @AfterEach
    void stopVendor() {
        vendor.stop(0);
    }

    @Test
    void signsThePayloadAndSendsAgainAfterAFailure() throws Exception {
        String url = "http://127.0.0.1:" + vendor.getAddress().getPort() + "/hook";
        String set = studio.operator("PUT", "/vendors/studio/ws-hook/webhook", "{\"url\":\"" + url + "\"}")
                .body();
        String secret = JSON.readTree(set).path("secret").asString();
        String made = studio.operator(
                        "POST",
                        "/tasks",
                        "{\"tenant\":\"studio\",\"workspaceId\":\"ws-hook\",\"module\":\"EDITORIAL\"}")
                .body();
        Delivery refused = await();
        Delivery taken = await();
        assertThat(taken).isEqualTo(refused);
        assertThat(taken.signature())
                .isEqualTo(new Hmac(secret.getBytes(StandardCharsets.UTF_8))
                        .sign(taken.payload().getBytes(StandardCharsets.UTF_8)));
        assertThat(JSON.readTree(taken.payload()))
                .isEqualTo(JSON.createObjectNode()
                        .put("event", "task.ready")
                        .put("taskId", JSON.readTree(made).path("id").asString())
                        .put("clientId", "ws-hook")
                        .put("module", "EDITORIAL"));
    }

    private Delivery await() throws InterruptedException {
        return Objects.requireNonNull(deliveries.poll(10, TimeUnit.SECONDS), "no webhook came");
    }

    /** Fails the first delivery, like a vendor that is just starting. */
    private void receive(HttpExchange call) throws IOException {
        try (call) {
            deliveries.add(new Delivery(
                    new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    String.valueOf(call.getRequestHeaders().getFirst("X-CF-Signature"))));
            call.sendResponseHeaders(failed ? 204 : 503, -1);
            failed = true;
        }
    }
}
