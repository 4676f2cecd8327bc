package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** No secret, token or key in any line of the log, at the chattiest level of everybody's code. */
class SilenceTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.mandate");
    private final Lines lines = new Lines();

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getFormattedMessage() + " " + event.getThrowableProxy());
        }
    }

    @BeforeEach
    void listen() {
        // the server's start sets up logging anew, so it comes first
        Control.operator();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
        ours.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        root.detachAppender(lines);
        root.setLevel(Level.WARN);
        ours.setLevel(null);
    }

    @Test
    void saysNothingOfWhatTomcatCannotRead() {
        assertThat(LoggerFactory.getLogger("org.apache.coyote.http11.Http11Processor")
                        .isInfoEnabled())
                .isFalse();
    }

    @Test
    void saysNoSecret() {
        Studio studio = Studio.open();
        studio.user("robot");
        Studio.Registered app = studio.register("s-" + studio.id(), "robot");
        String second = studio.owner()
                .post("/api/v1/apps/" + app.app() + "/secrets")
                .is(201)
                .text("value");
        String token = Control.anonymous().token(app.app(), app.secret(), "").text("access_token");
        Control.anonymous().token(app.app(), app.secret() + "x", "");
        Control.anonymous()
                .with("Authorization", "Bearer " + token + "x")
                .get("/api/v1/users")
                .is(401);
        studio.owner()
                .raw("POST", "/api/v1/users", "{\"name\":\"" + second + "\"")
                .is(400);
        Control.anonymous()
                .with("Authorization", "Bearer " + Control.GATEWAY_KEY)
                .post("/internal/decisions", Map.of())
                .is(400);
        Control.anonymous()
                .with("Mandate-Gateway-Key", Control.GATEWAY_KEY)
                .get("/user-services/users/me/saleschannel-binding")
                .is(401);
        ours.info("the end");
        assertThat(lines.seen).isNotEmpty();
        assertThat(lines.seen)
                .noneMatch(line -> line.contains(studio.secret())
                        || line.contains(app.secret())
                        || line.contains(second)
                        || line.contains(token)
                        || line.contains(Control.GATEWAY_KEY));
    }
}
