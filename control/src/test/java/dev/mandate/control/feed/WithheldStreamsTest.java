package dev.mandate.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.frame.Positions;
import org.junit.jupiter.api.Test;

class WithheldStreamsTest {
    private static final TenantId LARGE = new TenantId("large");
    private static final Bytes SNAPSHOT = Bytes.utf8("12345");

    private final WithheldStreams withheld = new WithheldStreams(4);

    private static Positions.At at(long follow) {
        return new Positions.At(follow, 0, Chain.genesis(LARGE));
    }

    @Test
    void letsThroughWhatFits() {
        assertThat(new WithheldStreams(5).tell(LARGE, at(1), SNAPSHOT)).isEmpty();
    }

    @Test
    void tellsOnceUntilItIsFollowedAnew() {
        assertThat(withheld.isTold(LARGE, at(1))).isFalse();
        assertThat(withheld.tell(LARGE, at(1), SNAPSHOT)).get().satisfies(frame -> {
            assertThat(frame.follow()).isEqualTo(1);
            assertThat(frame.reason()).contains("5 bytes", "at most 4");
        });
        assertThat(withheld.isTold(LARGE, at(1))).isTrue();
        assertThat(withheld.isTold(LARGE, at(2))).isFalse();
        withheld.forget(LARGE);
        assertThat(withheld.isTold(LARGE, at(1))).isFalse();
    }
}
