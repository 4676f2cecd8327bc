package dev.mandate.control.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.directory.Directory;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.frame.Positions;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WithheldStreamsTest {
    private static final TenantId LARGE = new TenantId("large");

    private final WithheldStreams withheld = new WithheldStreams(4);

    private static Positions.At at(long follow) {
        return new Positions.At(follow, 0, Chain.genesis(LARGE));
    }

    private static FoldedState folded(TenantId stream) {
        return new FoldedState(Snapshot.empty(stream), Directory.empty(stream), Chain.genesis(stream), Instant.EPOCH);
    }

    @Test
    void letsThroughWhatFits() {
        assertThat(withheld.fits(folded(LARGE), 4)).isTrue();
        assertThat(withheld.isTooLong(LARGE)).isFalse();
        assertThatThrownBy(() -> withheld.withhold(LARGE, at(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsWhichHeadDidNotFit() {
        assertThat(withheld.fits(folded(LARGE), 5)).isFalse();
        assertThat(withheld.isTooLong(LARGE)).isTrue();
        assertThat(withheld.isTooLong(LARGE, Chain.genesis(LARGE))).isTrue();
        assertThat(withheld.isTooLong(LARGE, Digest.of(new byte[] {1}))).isFalse();
        assertThat(withheld.fits(folded(LARGE), 3)).isTrue();
        assertThat(withheld.isTooLong(LARGE)).isFalse();
    }

    @Test
    void tellsOnceUntilItIsFollowedAnew() {
        withheld.fits(folded(LARGE), 5);
        assertThat(withheld.isWithheld(LARGE, at(1))).isFalse();
        assertThat(withheld.withhold(LARGE, at(1))).satisfies(frame -> {
            assertThat(frame.follow()).isEqualTo(1);
            assertThat(frame.reason()).contains("5 bytes", "at most 4", "split the tenant");
        });
        assertThat(withheld.isWithheld(LARGE, at(1))).isTrue();
        assertThat(withheld.isWithheld(LARGE, at(2))).isFalse();
        withheld.forget(LARGE);
        assertThat(withheld.isWithheld(LARGE, at(1))).isFalse();
    }

    @Test
    void asksNobodyToSplitThePlatform() {
        withheld.fits(folded(TenantId.PLATFORM), 5);
        assertThat(withheld.withhold(TenantId.PLATFORM, at(1)).reason())
                .contains("the actions of all APIs")
                .doesNotContain("tenant");
    }
}
