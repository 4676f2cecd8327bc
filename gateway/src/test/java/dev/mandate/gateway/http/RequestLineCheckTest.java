package dev.mandate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLineCheckTest {
    private static boolean passes(Http2Headers headers) {
        EmbeddedChannel stream = new EmbeddedChannel(new RequestLineCheck());
        boolean passed = stream.writeInbound(new DefaultHttp2HeadersFrame(headers));
        assertThat(stream.isOpen()).isEqualTo(passed);
        var _ = stream.close();
        return passed;
    }

    private static Http2Headers request() {
        return new DefaultHttp2Headers(false).method("GET").path("/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\r", "\n", "\0", "\t", "\u007f"})
    void resetsWhatCannotStandInAFirstLine(String character) {
        assertThat(passes(request().path("/a" + character + "b"))).isFalse();
        assertThat(passes(request().method("GET" + character))).isFalse();
    }

    @Test
    void passesRequestsAndTrailersOn() {
        assertThat(passes(request().path("/a?b=%20"))).isTrue();
        assertThat(passes(new DefaultHttp2Headers(false).add("x-sum", "a b"))).isTrue();
    }
}
