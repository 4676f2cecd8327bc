package dev.mandate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One thing that fails takes no deadline from the others. */
class DeadlinesTest {
    @Test
    void looksOnAfterAFailure() throws Exception {
        Deadlines deadlines = new Deadlines();
        CountDownLatch looked = new CountDownLatch(3);
        deadlines.add(new Deadlines.Timed() {
            @Override
            protected void check(long nanos) {
                looked.countDown();
            }
        });
        deadlines.add(new Deadlines.Timed() {
            @Override
            protected void check(long nanos) {
                throw new IllegalStateException("on purpose");
            }
        });
        DefaultEventExecutor loop = new DefaultEventExecutor();
        try {
            loop.submit(() -> deadlines.start(loop)).sync();
            assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }
}
