package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A proposed move that the platform does not confirm. */
class DeclinedMoveTest {
    private final Moving moving = Moving.begin();

    private String move(String from, String to) {
        return moving.key(from) + " to " + moving.key(to);
    }

    private static List<String> moves(Answer imported) {
        return StreamSupport.stream(imported.json().path("moves").spliterator(), false)
                .map(m -> m.path("from").asString() + " to " + m.path("to").asString())
                .toList();
    }

    @Test
    void isProposedUntilTheNewActionIsInForce() {
        assertThat(moves(moving.imported("/v2").is(200))).containsExactly(move("/v1", "/v2"));
        moving.activateAll();
        assertThat(moves(moving.imported("/v2").is(200))).isEmpty();
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }

    @Test
    void isProposedToALaterPathWhileARoleHasTheOldAction() {
        moving.activateAll();
        assertThat(moves(moving.imported("/v3").is(201))).containsExactly(move("/v1", "/v3"), move("/v2", "/v3"));
        moving.set("/v1", "NONE");
        assertThat(moves(moving.imported("/v3").is(200))).containsExactly(move("/v2", "/v3"));
    }
}
