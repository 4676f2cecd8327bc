package dev.mandate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.gateway.subject.LastCredential;
import dev.mandate.gateway.wire.HeadBytes;
import dev.mandate.protocol.record.DecisionIds;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller's connection whose socket takes no bytes, so that it cannot be closed after its last answer yet. */
class CallerConnectionTest {
    private static final String FIRST = "GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    private static final String SECOND = "GET /b HTTP/1.1\r\nHost: h\r\n\r\n";

    private final List<String> handled = new ArrayList<>();
    private final List<String> finished = new ArrayList<>();

    /** Never sends what it is given. */
    private static final class FullSocket extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
        }
    }

    /** Answers at once. */
    private final class Answering implements CallHandler {
        @Override
        public void handle(Call call) {
            handled.add(call.head().uri());
            call.answer().own(204, EmptyHttpHeaders.INSTANCE, new byte[0]);
        }

        @Override
        public void handleUndecodable(Call call, @Nullable Throwable cause) {
            call.answer().last(true);
            handle(call);
        }

        @Override
        public void handleBroken(Call call, Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void finished(Call call) {
            finished.add(call.head().uri());
        }
    }

    private EmbeddedChannel channel() {
        Duration time = Duration.ofMinutes(1);
        CallerConnection.Shared shared = new CallerConnection.Shared(
                new Answering(),
                new CallerLimits(time, time, time, 0, 1_000, 1_000, time),
                new Deadlines(),
                new HeadBytes(),
                new DecisionIds(),
                new OpenConnections(10));
        StrictRequestDecoder decoder = new StrictRequestDecoder(new HttpDecoderConfig());
        return new EmbeddedChannel(
                new FullSocket(),
                decoder,
                new CallerConnection(shared, new Call.Connection("127.0.0.1", false, new LastCredential()), decoder));
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST, "GET /a HTTP/1.0\r\n\r\n", "GET  /a HTTP/1.1\r\n\r\n"})
    void takesNoRequestAfterTheLastOne(String last) {
        EmbeddedChannel together = channel();
        together.writeInbound(Unpooled.copiedBuffer(last + SECOND, StandardCharsets.US_ASCII));
        EmbeddedChannel apart = channel();
        apart.writeInbound(Unpooled.copiedBuffer(last, StandardCharsets.US_ASCII));
        apart.writeInbound(Unpooled.copiedBuffer(SECOND, StandardCharsets.US_ASCII));
        assertThat(handled).hasSize(2).doesNotContain("/b");
        var _ = together.close();
        var _ = apart.close();
        assertThat(finished).isEqualTo(handled);
    }

    @Test
    void takesRequestsAfterOthers() {
        EmbeddedChannel channel = channel();
        channel.writeInbound(Unpooled.copiedBuffer(SECOND + SECOND + FIRST, StandardCharsets.US_ASCII));
        assertThat(handled).containsExactly("/b", "/b", "/a");
        var _ = channel.close();
    }
}
