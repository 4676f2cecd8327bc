package dev.mandate.control.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.app.ManagementScope;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node whose clock is not the database's can date nothing that it knows. */
class WrongClockTest {
    private static final String ME = "/api/v1/me";

    private static void setClock(Node node, Duration wrong, boolean right) throws InterruptedException {
        node.setClock(wrong);
        assertThat(dev.mandate.control.log.LogNode.soon(() -> node.streams().clockIsRight() == right))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT3S", "PT-3S"})
    void letsNobodyInWhileItsClockIsWrong(Duration wrong) throws InterruptedException {
        try (Node node = Node.start()) {
            Http http = new Http(node);
            Studio studio = Studio.open(node, ManagementScope.ADMIN);
            String bearer = studio.bearer();
            setClock(node, wrong, false);
            Http.Answer management = http.get(ME, "Authorization", bearer);
            assertThat(management.status()).isEqualTo(503);
            assertThat(management.member("code")).isEqualTo("undecided");
            Http.Answer token = http.token(studio.id(), studio.reveal());
            assertThat(token.status()).isEqualTo(503);
            assertThat(token.member("error")).isEqualTo("temporarily_unavailable");
            setClock(node, Duration.ZERO, true);
            assertThat(http.get(ME, "Authorization", bearer).status()).isEqualTo(200);
            assertThat(http.token(studio.id(), studio.reveal()).status()).isEqualTo(200);
        }
    }
}
