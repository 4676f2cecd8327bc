package dev.mandate.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.mandate.app.file.EnvironmentFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** No secret, token or key in any line of the log of both planes, at the chattiest level of everybody's code. */
class InstallationSilenceTest {
    private final TestInstallation running = TestInstallation.running();
    private final EnvironmentFile demo = running.demo();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Lines lines = new Lines();

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getLoggerName() + ": " + event.getFormattedMessage() + " " + event.getThrowableProxy());
        }
    }

    @BeforeEach
    void listen() {
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        root.detachAppender(lines);
        root.setLevel(Level.WARN);
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void saysNoSecretOfAnyPlane() throws Exception {
        String gatewayKey =
                EnvironmentFile.read(running.data().resolve("gateway.key")).get("KEY");
        String secret = demo.get("VENDOR_CLIENT_SECRET");
        String token;
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            String form = "grant_type=client_credentials&client_id=" + demo.get("VENDOR_CLIENT_ID") + "&client_secret="
                    + secret;
            // through the gateway, so both planes see it
            String issued = send(
                            http,
                            HttpRequest.newBuilder(
                                            URI.create(running.addresses().gateway() + "/oauth2/token"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString(form)))
                    .body();
            token = new JsonMapper().readTree(issued).path("access_token").asString();
            for (String path :
                    List.of("/v1/extpost/tasks/none", "/user-services/users/me/saleschannel-binding", "/none")) {
                send(
                        http,
                        HttpRequest.newBuilder(URI.create(running.addresses().gateway() + path))
                                .header("Authorization", "Bearer " + token));
            }
            // a feed that is refused, and a call with a key
            send(
                    http,
                    HttpRequest.newBuilder(URI.create(running.addresses().control() + "/internal/decisions"))
                            .header("Authorization", "Bearer " + gatewayKey)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{}")));
        }
        assertThat(token).isNotEmpty();
        String database =
                Files.readString(running.data().resolve("postgres/password")).strip();
        List<String> secrets = List.of(gatewayKey, secret, token, database);
        assertThat(lines.seen).hasSizeGreaterThan(100);
        assertThat(lines.seen.stream()
                        .filter(line -> secrets.stream().anyMatch(line::contains))
                        .map(line -> line.substring(0, line.indexOf(':')))
                        .distinct())
                .as("loggers that say a secret")
                .isEmpty();
    }
}
