package dev.mandate.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextLimitsTest {
    @Test
    void keepsWhatFitsAndHalvesNoCharacter() {
        assertThat(TextLimits.beginning("abc", 3)).isEqualTo("abc");
        assertThat(TextLimits.beginning("abcd", 3)).isEqualTo("abc");
        assertThat(TextLimits.beginning("ab\uD83D\uDE00", 3)).isEqualTo("ab");
        assertThat(TextLimits.beginning("a\uD83D\uDE00d", 3)).isEqualTo("a\uD83D\uDE00");
    }

    @Test
    void countsEveryCharacterAsJsonWritesIt() {
        int frame = TextLimits.bytes();
        assertThat(TextLimits.bytes("a !~\u007F", null)).isEqualTo(frame + 5);
        assertThat(TextLimits.bytes("\u0080\u20AC")).isEqualTo(frame + 6);
        assertThat(TextLimits.bytes("\"", "\\", "\n", "\u001F")).isEqualTo(frame + 24);
        assertThat(TextLimits.bytes("\uD83D\uDE00")).isEqualTo(frame + 12);
    }
}
