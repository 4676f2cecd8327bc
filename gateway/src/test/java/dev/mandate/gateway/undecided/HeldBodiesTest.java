package dev.mandate.gateway.undecided;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.gateway.decision.Refused;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What bodies hold while they arrive, and until their calls are answered: ten bytes at most. */
class HeldBodiesTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final HeldBodies bodies = new HeldBodies(VERTX, Duration.ofHours(1), 10);

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @Test
    void givesUpTheOldestBodyForLackOfRoom() {
        Sent first = new Sent().part(6);
        Sent second = new Sent().part(4);
        assertThat(first.passed.isComplete()).isFalse();
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
        assertThat(waiting.answer().passed.succeeded()).isTrue();
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
        assertThat(broken.passed.cause()).hasMessage("broken");
        assertThat(new Sent().part(10).end().received()).isEqualTo(10);
    }

    @Test
    void passesACallWithoutABodyWhereNoRoomIsLeft() {
        new Sent().part(10).end();
        assertThat(new Sent().end().received()).isZero();
    }

    private static void assertNoRoom(Sent sent) {
        assertThat(sent.passed.cause()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(503);
            assertThat(refused.problem().code()).isEqualTo("gateway_busy");
            assertThat(refused.headers()).isEqualTo(Map.of("Retry-After", "1"));
        });
    }

    /** A body that the test sends in parts, and whose call it answers. */
    private final class Sent implements ReadStream<Buffer> {
        private final Promise<Void> answer = Promise.promise();
        private @Nullable Handler<Buffer> handler;
        private @Nullable Handler<Throwable> failed;
        private @Nullable Handler<Void> ended;
        private int received = -1;
        private final Future<Void> passed = bodies.pass(this, body -> {
            received = body.length();
            return answer.future();
        });

        Sent part(int bytes) {
            if (handler != null) {
                handler.handle(Buffer.buffer("x".repeat(bytes)));
            }
            return this;
        }

        Sent end() {
            if (ended != null) {
                ended.handle(null);
            }
            return this;
        }

        void fail(Throwable cause) {
            if (failed != null) {
                failed.handle(cause);
            }
        }

        Sent answer() {
            answer.complete();
            return this;
        }

        /** Bytes of the body that was passed on. */
        int received() {
            return received;
        }

        @Override
        public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> set) {
            failed = set;
            return this;
        }

        @Override
        public ReadStream<Buffer> handler(@Nullable Handler<Buffer> set) {
            handler = set;
            return this;
        }

        @Override
        public ReadStream<Buffer> endHandler(@Nullable Handler<Void> set) {
            ended = set;
            return this;
        }

        @Override
        public ReadStream<Buffer> pause() {
            return this;
        }

        @Override
        public ReadStream<Buffer> resume() {
            return this;
        }

        @Override
        public ReadStream<Buffer> fetch(long amount) {
            return this;
        }
    }
}
