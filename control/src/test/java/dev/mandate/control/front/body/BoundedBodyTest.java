package dev.mandate.control.front.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.limit.HeldBytes;
import dev.mandate.control.log.command.Refusal;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
    private static final int MOST = 10;
    private static final int LINGER_BYTES = 1_000;

    private final AtomicLong now = new AtomicLong();
    private final List<Duration> waits = new ArrayList<>();

    /** One byte each millisecond of the clock, without an end. */
    private class Trickle extends ServletInputStream {
        private int given;

        @Override
        public int read() {
            given++;
            now.addAndGet(1_000_000);
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

    private HeldBytes held = new HeldBytes(Long.MAX_VALUE, Long.MAX_VALUE);

    private BoundedBody body(ServletInputStream arriving, long declared, int most) {
        BodyDeadline deadline = BodyDeadline.within(Duration.ofMillis(100), Duration.ofMillis(10), now::get);
        BodyLimit limit = new BodyLimit(most, deadline, Duration.ofMillis(50), LINGER_BYTES, held);
        return new BoundedBody(arriving, "app a", declared, limit, waits::add);
    }

    private static int status(Throwable thrown) {
        return ((Refusal) thrown).problem().status();
    }

    /** Whoever stalls bodies holds memory until their deadline. */
    @Test
    void holdsNoMoreThanABodyMayBesideOthers() throws IOException {
        held = new HeldBytes(100, 60);
        HeldBytes.Share sameCaller = held.of("app a");
        assertThat(sameCaller.add(50)).isEqualTo(HeldBytes.Added.HELD);
        BoundedBody body = body(new Trickle(), -1, Integer.MAX_VALUE);
        assertThat(body.readNBytes(10)).hasSize(10);
        assertThatThrownBy(body::readAllBytes)
                .satisfies(e -> assertThat(status(e)).isEqualTo(429));
        sameCaller.close();
        HeldBytes.Share others = held.of("app b");
        assertThat(others.add(60)).isEqualTo(HeldBytes.Added.HELD);
        assertThatThrownBy(body::readAllBytes)
                .satisfies(e -> assertThat(status(e)).isEqualTo(503));
        assertThat(held.held()).isEqualTo(100);
        body.release();
        assertThat(held.held()).isEqualTo(60);
    }

    @Test
    void endsATrickleAtTheDeadline() {
        Trickle trickle = new Trickle();
        BoundedBody body = body(trickle, -1, Integer.MAX_VALUE);
        assertThatThrownBy(body::readAllBytes)
                .satisfies(e -> assertThat(status(e)).isEqualTo(408));
        assertThat(trickle.given).isEqualTo(100);
    }

    @Test
    void waitsNoLongerThanASilenceOrTheDeadline() {
        BoundedBody body = body(new Trickle(), -1, Integer.MAX_VALUE);
        assertThatThrownBy(body::readAllBytes).isInstanceOf(Refusal.class);
        assertThat(waits).hasSize(100);
        assertThat(waits.getFirst()).isEqualTo(Duration.ofMillis(10));
        assertThat(waits.getLast()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void endsWhatIsLongerThanItMayBe() {
        Trickle trickle = new Trickle();
        BoundedBody body = body(trickle, -1, MOST);
        assertThatThrownBy(body::readAllBytes)
                .satisfies(e -> assertThat(status(e)).isEqualTo(413));
        assertThat(trickle.given).isEqualTo(MOST + 1);
    }

    @Test
    void readsNothingOfWhatIsDeclaredTooLong() {
        Trickle trickle = new Trickle();
        BoundedBody body = body(trickle, MOST + 1, MOST);
        assertThatThrownBy(body::read).satisfies(e -> assertThat(status(e)).isEqualTo(413));
        assertThat(trickle.given).isZero();
    }

    @Test
    void discardsUntilTheEndOfTheLinger() {
        Trickle trickle = new Trickle();
        body(trickle, -1, MOST).discardRest();
        assertThat(trickle.given).isEqualTo(50);
        assertThat(waits.getLast()).isZero();
    }

    @Test
    void discardsNoMoreThanItsBound() {
        ServletInputStream fast = new Trickle() {
            @Override
            public int read(byte[] into, int from, int length) {
                return length;
            }
        };
        BoundedBody body = body(fast, -1, MOST);
        body.discardRest();
        assertThat(waits).hasSize(2);
    }

    @Test
    void waitsForNothingOfABodyThatIsTooLate() {
        Trickle trickle = new Trickle();
        BoundedBody body = body(trickle, -1, Integer.MAX_VALUE);
        assertThatThrownBy(body::readAllBytes).isInstanceOf(Refusal.class);
        waits.clear();
        body.discardRest();
        assertThat(trickle.given).isEqualTo(100);
        assertThat(waits).containsExactly(Duration.ZERO);
    }

    @Test
    void waitsForNothingAfterTheWholeBody() throws IOException {
        BoundedBody body = body(new Trickle(), 5, MOST);
        assertThat(body.readNBytes(5)).hasSize(5);
        waits.clear();
        body.discardRest();
        assertThat(waits).isEmpty();
    }

    @Test
    void waitsForNothingOfARequestWithoutABody() {
        body(new Trickle(), 0, MOST).discardRest();
        assertThat(waits).isEmpty();
    }
}
