package dev.mandate.samples.media.operator;

import dev.mandate.samples.form.InvalidFormException;
import dev.mandate.samples.media.setting.MediaGatewaySettings;
import dev.mandate.samples.media.task.Task;
import dev.mandate.samples.media.upload.Hmac;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notifies a workspace's vendor that a task is ready: a signed POST, retried three times until the answer is 2xx. A
 * vendor that misses it finds the task in its list.
 */
@Component
final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final Vendors vendors;
    private final JsonMapper json;
    private final boolean allowLoopback;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    Webhooks(Vendors vendors, JsonMapper json, MediaGatewaySettings settings) {
        this.vendors = vendors;
        this.json = json;
        this.allowLoopback = settings.storage().webhookAllowLoopback();
    }

    /** The body of the webhook. */
    record TaskReady(String event, String taskId, String clientId, String module) {}

    /** Sends the webhook in the background, if the vendor has set a URL. */
    void taskReady(Task task) {
        vendors.of(task.place()).ifPresent(vendor -> {
            String url = vendor.webhookUrl();
            if (url != null) {
                byte[] payload = json.writeValueAsBytes(new TaskReady(
                        "task.ready",
                        task.id().toString(),
                        task.clientId(),
                        task.module().name()));
                threads.execute(() -> deliver(url, vendor.webhookSecret(), payload));
            }
        });
    }

    private void deliver(String url, String secret, byte[] payload) {
        try {
            // checked again, because the setting may be stricter than when the vendor set its URL
            HttpRequest request = HttpRequest.newBuilder(
                            WebhookUrl.parse(url, allowLoopback).uri())
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .header("X-CF-Signature", new Hmac(secret.getBytes(StandardCharsets.UTF_8)).sign(payload))
                    .POST(BodyPublishers.ofByteArray(payload))
                    .build();
            for (Duration pause : PAUSES) {
                if (isTaken(request)) {
                    return;
                }
                Thread.sleep(pause);
            }
            if (!isTaken(request)) {
                LOG.warn(
                        "the webhook to `{}` failed in every attempt and is not sent again",
                        request.uri().getHost());
            }
        } catch (InvalidFormException refused) {
            LOG.warn("a webhook was not sent: {}", refused.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTaken(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException away) {
            LOG.debug("a webhook could not be delivered", away);
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
