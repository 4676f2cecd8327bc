package dev.mandate.gateway.undecided;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.gateway.decision.Refused;
import dev.mandate.gateway.http.Deadlines;
import dev.mandate.gateway.http.RequestBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What bodies hold while they arrive, and until their calls are answered: ten bytes at most. */
class HeldBodiesTest {
    private final HeldBodies bodies = new HeldBodies(new Deadlines(), Duration.ofHours(1), 10);

    @Test
    void givesUpTheOldestBodyForLackOfRoom() {
        Sent first = new Sent().part(6);
        Sent second = new Sent().part(4);
        assertThat(first.isOver()).isFalse();
        second.part(1);
        assertNoRoom(first);
        assertThat(second.part(5).end().received()).isEqualTo(10);
    }

    @Test
    void countsABodyUntilItsCallIsAnswered() {
        Sent waiting = new Sent().part(8).end();
        Sent small = new Sent().part(2).end();
        assertNoRoom(new Sent().part(1));
        small.answer();
        assertThat(new Sent().part(2).end().received()).isEqualTo(2);
        assertThat(waiting.answer().received()).isEqualTo(8);
    }

    @Test
    void keepsOthersWhereABodyHasNoRoomAlone() {
        new Sent().part(8).end();
        Sent arriving = new Sent().part(1);
        assertNoRoom(new Sent().part(3));
        assertThat(arriving.end().received()).isEqualTo(1);
    }

    @Test
    void givesTheRoomOfABrokenBodyBack() {
        Sent broken = new Sent().part(9);
        broken.fail(new IllegalStateException("broken"));
        assertThat(broken.failure).hasMessage("broken");
        assertThat(new Sent().part(10).end().received()).isEqualTo(10);
    }

    @Test
    void passesACallWithoutABodyWhereNoRoomIsLeft() {
        new Sent().part(10).end();
        assertThat(new Sent().end().received()).isZero();
    }

    private static void assertNoRoom(Sent sent) {
        assertThat(sent.failure).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(503);
            assertThat(refused.problem().code()).isEqualTo("gateway_busy");
            assertThat(refused.headers()).isEqualTo(Map.of("Retry-After", "1"));
        });
    }

    /** A body that the test sends in parts, and whose call it answers. */
    private final class Sent implements HeldBodies.Onward {
        private Runnable answer = () -> {};
        private @Nullable Throwable failure;
        private int received = -1;
        private final RequestBody.Reader reader = bodies.reader(this, then -> answer = then);

        Sent part(int bytes) {
            reader.part(Unpooled.wrappedBuffer(new byte[bytes]));
            return this;
        }

        Sent end() {
            reader.ended();
            return this;
        }

        void fail(Throwable cause) {
            reader.failed(cause);
        }

        Sent answer() {
            answer.run();
            return this;
        }

        boolean isOver() {
            return failure != null || received >= 0;
        }

        /** Bytes of the body that was passed on. */
        int received() {
            return received;
        }

        @Override
        public void whole(ByteBuf body) {
            received = body.readableBytes();
        }

        @Override
        public void failed(Throwable cause) {
            failure = cause;
        }
    }
}
