package dev.mandate.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps that wait for the platform's stream: 10 bytes of them at most. */
class HeldTest {
    private final Held held = new Held(10);
    private final List<String> taken = new ArrayList<>();

    private boolean add(long follow, long platform, long size, String name) {
        return held.add(follow, platform, size, () -> taken.add(name));
    }

    @Test
    void releasesInOrderWhatNeedsNoLongerWait() {
        add(1, 5, 1, "a");
        add(1, 6, 1, "b");
        add(1, 4, 1, "c");
        add(2, 5, 1, "d");
        held.release(4);
        assertThat(taken).isEmpty();
        held.release(5);
        assertThat(taken).containsExactlyInAnyOrder("a", "d");
        assertThat(held.has(1)).isTrue();
        assertThat(held.has(2)).as("nothing of it waits").isFalse();
        held.release(6);
        assertThat(taken.subList(2, 4)).containsExactly("b", "c");
    }

    @Test
    void holdsAsManyBytesAsItMay() {
        assertThat(add(1, 5, 6, "a")).isTrue();
        assertThat(add(2, 5, 4, "b")).isTrue();
        assertThat(add(2, 5, 1, "c")).isFalse();
        assertThat(held.has(2)).as("all of the stream is discarded").isFalse();
        assertThat(add(3, 5, 4, "d")).as("its room is free again").isTrue();
        assertThat(add(3, 5, 1, "e")).isFalse();
        held.release(5);
        assertThat(taken).containsExactly("a");
        assertThat(add(4, 6, 10, "f")).as("what was released left its room").isTrue();
    }

    @Test
    void forgetsEverything() {
        add(1, 5, 10, "a");
        held.clear();
        assertThat(held.has(1)).isFalse();
        assertThat(add(2, 5, 10, "b")).isTrue();
    }

    @Test
    void discardsWhatWaitsBehindAStepThatSaysSo() {
        held.add(1, 5, 1, () -> held.forget(1));
        add(1, 5, 1, "a");
        held.release(5);
        assertThat(taken).isEmpty();
        assertThat(held.has(1)).isFalse();
    }
}
