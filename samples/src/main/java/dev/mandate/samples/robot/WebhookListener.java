package dev.mandate.samples.robot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vendor's webhook: accepts only events signed with the secret, and queues them. */
final class WebhookListener implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LONGEST_PAYLOAD = 64 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<JsonNode> arrived = new LinkedBlockingQueue<>();
    private volatile @Nullable SecretKeySpec key;

    WebhookListener() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/webhook", this::receive);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
    }

    void believe(String secret) {
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * Waits for the event of this task; discards events of other tasks, from aborted runs.
     *
     * @throws RobotException if the event does not arrive in time
     */
    void awaitTask(String task, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            JsonNode event = arrived.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new RobotException(
                        "no webhook came for task `" + task + "` within " + longest.toSeconds() + " s");
            }
            if (event.path("event").asString().equals("task.ready")
                    && event.path("taskId").asString().equals(task)) {
                return;
            }
        }
    }

    private void receive(HttpExchange call) throws IOException {
        try (call) {
            byte[] payload = call.getRequestBody().readNBytes(LONGEST_PAYLOAD);
            boolean signed = isSigned(payload, call.getRequestHeaders().getFirst("X-CF-Signature"));
            if (signed) {
                arrived.add(JSON.readTree(payload));
            }
            call.sendResponseHeaders(signed ? 204 : 401, -1);
        }
    }

    private boolean isSigned(byte[] payload, @Nullable String signature) {
        SecretKeySpec secret = key;
        if (secret == null || signature == null) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            String expected = HexFormat.of().formatHex(mac.doFinal(payload));
            return MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("this is a bug: every JDK has " + ALGORITHM, impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
