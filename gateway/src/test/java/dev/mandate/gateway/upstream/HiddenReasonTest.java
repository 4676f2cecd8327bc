package dev.mandate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenReasonTest {
    private static HiddenReason outside(String space) {
        return new HiddenReason(Reason.OUTSIDE_SPACES, Optional.of(space));
    }

    @Test
    void readsWhyAResourceIsHidden() {
        assertThat(HiddenReason.parse(" no-such-resource "))
                .contains(new HiddenReason(Reason.NO_SUCH_RESOURCE, Optional.empty()));
        assertThat(HiddenReason.parse("outside-spaces"))
                .contains(new HiddenReason(Reason.OUTSIDE_SPACES, Optional.empty()));
        assertThat(HiddenReason.parse("outside-spaces;space=ws-1")).contains(outside("ws-1"));
        assertThat(HiddenReason.parse("outside-spaces ; space=\"ws_1\"")).contains(outside("ws_1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "other", "no-such-resource; space=a", "outside-spaces; space=", "outside-spaces; space=a b"})
    void readsNothingElse(String text) {
        assertThat(HiddenReason.parse(text)).isEmpty();
    }

    @Test
    void readsNoLongerSpaceThanThereIs() {
        String longest = "a".repeat(64);
        assertThat(HiddenReason.parse("outside-spaces; space=" + longest)).contains(outside(longest));
        assertThat(HiddenReason.parse("outside-spaces; space=" + longest + "a")).isEmpty();
    }
}
