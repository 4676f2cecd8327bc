package dev.mandate.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequenceTest {
    private static final long FIRST = Long.MAX_VALUE - 9;

    private final Sequence sequence = new Sequence("mine");

    private static Line line(long number) {
        return Line.of(number, new Frame.Unknown());
    }

    @BeforeEach
    void begin() throws IOException {
        assertThat(sequence.takes(Line.of(FIRST, new Frame.Hello("mine")))).isTrue();
    }

    @Test
    void takesEachLineOnceInOrder() throws IOException {
        assertThat(sequence.takes(line(FIRST + 1))).isTrue();
        assertThat(sequence.takes(line(FIRST + 2))).isTrue();
        assertThat(sequence.takes(line(FIRST + 1))).isFalse();
        assertThat(sequence.takes(line(FIRST + 2))).isFalse();
        assertThat(sequence.takes(line(FIRST + 3))).isTrue();
    }

    @Test
    void endsWhereALineIsMissing() {
        assertThatThrownBy(() -> sequence.takes(line(FIRST + 2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was due");
    }

    @Test
    void endsAtALineOfAnotherConnection() {
        assertThatThrownBy(() -> sequence.takes(line(17))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sequence.takes(line(FIRST - 1))).isInstanceOf(IOException.class);
    }

    @Test
    void beginsWithItsOwnNameAlone() {
        assertThatThrownBy(() -> new Sequence("mine").takes(Line.of(1, new Frame.Hello("theirs"))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new Sequence("mine").takes(line(1))).isInstanceOf(IOException.class);
    }
}
