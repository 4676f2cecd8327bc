package dev.mandate.samples.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.samples.media.upload.Hmac;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebhookListenerTest {
    private static final String EVENT = "{\"event\":\"task.ready\",\"taskId\":\"t-1\"}";

    @Test
    void believesOnlyWhatIsSigned() throws Exception {
        try (WebhookListener listener = new WebhookListener()) {
            assertThat(send(listener, sign("secret", EVENT))).isEqualTo(401);
            listener.believe("secret");
            assertThat(send(listener, "")).isEqualTo(401);
            assertThat(send(listener, sign("other", EVENT))).isEqualTo(401);
            assertThat(send(listener, sign("secret", EVENT + " "))).isEqualTo(401);
            assertThatThrownBy(() -> listener.awaitTask("t-1", Duration.ofMillis(1)))
                    .isInstanceOf(RobotException.class)
                    .hasMessageContaining("no webhook came");
            assertThat(send(listener, sign("secret", EVENT))).isEqualTo(204);
            listener.awaitTask("t-1", Duration.ofSeconds(5));
        }
    }

    private static String sign(String secret, String payload) {
        return new Hmac(secret.getBytes(StandardCharsets.UTF_8)).sign(payload.getBytes(StandardCharsets.UTF_8));
    }

    private static int send(WebhookListener listener, String signature) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(listener.url()).POST(BodyPublishers.ofString(EVENT));
            if (!signature.isEmpty()) {
                request.header("X-CF-Signature", signature);
            }
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }
}
