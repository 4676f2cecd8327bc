package dev.mandate.control.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.limit.HeldBytes.Added;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldBytesTest {
    private final HeldBytes held = new HeldBytes(100, 40);

    @Test
    void refusesWhatIsOverTheBoundOfACaller() {
        assertThat(held.of("a").add(30)).isEqualTo(Added.HELD);
        assertThat(held.of("a").add(11)).isEqualTo(Added.CALLER_FULL);
        assertThat(held.of("b").add(40)).isEqualTo(Added.HELD);
        assertThat(held.held()).isEqualTo(70);
    }

    @Test
    void refusesWhatIsOverTheBoundOfAllCallers() {
        for (String caller : List.of("a", "b", "c")) {
            assertThat(held.of(caller).add(33)).isEqualTo(Added.HELD);
        }
        assertThat(held.of("d").add(2)).isEqualTo(Added.FULL);
        assertThat(held.of("d").add(1)).isEqualTo(Added.HELD);
    }

    /** A body larger than the bounds is possible if it is alone, so that no setting refuses it for ever. */
    @Test
    void fitsAnyBodyAlone() {
        HeldBytes.Share large = held.of("a");
        assertThat(large.add(90)).isEqualTo(Added.HELD);
        assertThat(large.add(90)).isEqualTo(Added.HELD);
        assertThat(held.of("b").add(1)).isEqualTo(Added.FULL);
        large.close();
        assertThat(held.held()).isZero();
        assertThat(held.of("b").add(1)).isEqualTo(Added.HELD);
    }

    @Test
    void forgetsACallerWithItsLastBody() {
        List<HeldBytes.Share> shares = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            HeldBytes.Share share = held.of("a");
            assertThat(share.add(10)).isEqualTo(Added.HELD);
            shares.add(share);
        }
        shares.forEach(HeldBytes.Share::close);
        shares.forEach(HeldBytes.Share::close);
        assertThat(held.held()).isZero();
        assertThat(held.of("a").add(40)).isEqualTo(Added.HELD);
    }

    @Test
    void countsWhatItRefused() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        held.bindTo(registry);
        assertThat(held.of("a").add(40)).isEqualTo(Added.HELD);
        assertThat(held.of("a").add(1)).isEqualTo(Added.CALLER_FULL);
        assertThat(registry.get("mandate.requests.refused")
                        .tag("limit", "held_per_caller")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("mandate.bodies.held").gauge().value()).isEqualTo(40);
    }
}
