package dev.mandate.control.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.log.Refusal;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
    /** One byte at a time, as slowly as it is asked for, without an end. */
    private static final class Trickle extends ServletInputStream {
        private int given;

        @Override
        public int read() {
            given++;
            return 'x';
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (length == 0) {
                return 0;
            }
            into[from] = (byte) read();
            return 1;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {}
    }

    private static int status(Throwable thrown) {
        return ((Refusal) thrown).problem().status();
    }

    @Test
    void endsATrickleAtTheDeadline() {
        BoundedBody body = new BoundedBody(new Trickle(), -1, Integer.MAX_VALUE, Pace.within(Duration.ofMillis(20)));
        assertThatThrownBy(body::readAllBytes)
                .satisfies(e -> assertThat(status(e)).isEqualTo(408));
    }

    @Test
    void endsWhatIsLongerThanItMayBe() {
        Trickle trickle = new Trickle();
        BoundedBody body = new BoundedBody(trickle, -1, 10, Pace.within(Duration.ofMinutes(1)));
        assertThatThrownBy(body::readAllBytes)
                .satisfies(e -> assertThat(status(e)).isEqualTo(413));
        assertThat(trickle.given).isEqualTo(11);
    }

    @Test
    void readsNothingOfWhatIsDeclaredTooLong() {
        Trickle trickle = new Trickle();
        BoundedBody body = new BoundedBody(trickle, 11, 10, Pace.within(Duration.ofMinutes(1)));
        assertThatThrownBy(body::read).satisfies(e -> assertThat(status(e)).isEqualTo(413));
        assertThat(trickle.given).isZero();
    }

    @Test
    void discardsNoMoreThanItsBound() {
        Trickle trickle = new Trickle();
        new BoundedBody(trickle, -1, 10, Pace.within(Duration.ofMinutes(1))).discardRest();
        assertThat(trickle.given).isBetween(1, 4 << 20);
    }
}
