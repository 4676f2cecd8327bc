package dev.mandate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.decision.Refused;
import io.netty.handler.codec.http.ContentLengthNotAllowedException;
import io.netty.handler.codec.http.InvalidChunkExtensionException;
import io.netty.handler.codec.http.InvalidChunkTerminationException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http.TransferEncodingNotAllowedException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the decoder's failures are answered with; the connection can carry no more after any of them. */
class UndecodableTest {
    private static Map.Entry<String, String> said(Throwable refused) {
        assertThat(refused).isInstanceOf(Refused.class);
        Refused answer = (Refused) refused;
        assertThat(answer.connection()).isEqualTo(Refused.Connection.BROKEN);
        return entry(answer.problem().code(), answer.problem().detail());
    }

    private static String head(@Nullable Throwable cause) {
        Map.Entry<String, String> said = said(Undecodable.head(cause));
        return said.getKey() + ": " + said.getValue();
    }

    private static String body(Throwable cause) {
        Map.Entry<String, String> said = said(Undecodable.body(cause));
        assertThat(said.getKey()).isEqualTo("malformed_request");
        return said.getValue();
    }

    @Test
    void saysWhatIsWrongWithAHead() {
        assertThat(head(new TooLongHttpLineException())).startsWith("target_too_long");
        assertThat(head(new TooLongHttpHeaderException())).startsWith("headers_too_large");
        assertThat(head(new ContentLengthNotAllowedException("both"))).contains("exclude each other");
        assertThat(head(new TransferEncodingNotAllowedException("old"))).contains("requires HTTP/1.1");
        assertThat(head(new IllegalArgumentException()))
                .startsWith("malformed_request")
                .contains("CR LF");
        assertThat(head(null)).startsWith("malformed_request").contains("CR LF");
    }

    @Test
    void saysWhatIsWrongWithABody() {
        assertThat(body(new InvalidChunkExtensionException())).contains("extension");
        assertThat(body(new InvalidChunkTerminationException())).contains("longer than its size");
        assertThat(body(new TooLongHttpLineException())).contains("size is too long");
        assertThat(body(new TooLongHttpHeaderException())).contains("trailer");
        assertThat(body(new NumberFormatException())).contains("size of a chunk, or the trailer");
    }

    @Test
    void leavesTheEndOfAConnectionAndARefusalAsTheyAre() {
        IOException gone = new IOException();
        Refused known = Refusals.malformed("known");
        assertThat(Undecodable.body(gone)).isSameAs(gone);
        assertThat(Undecodable.body(known)).isSameAs(known);
    }
}
