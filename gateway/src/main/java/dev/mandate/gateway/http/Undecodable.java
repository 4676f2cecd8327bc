package dev.mandate.gateway.http;

import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.decision.Refused;
import dev.mandate.protocol.problem.ProblemCode;
import io.netty.handler.codec.http.ContentLengthNotAllowedException;
import io.netty.handler.codec.http.InvalidChunkExtensionException;
import io.netty.handler.codec.http.InvalidChunkTerminationException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http.TransferEncodingNotAllowedException;
import org.jspecify.annotations.Nullable;

/** Maps what the HTTP decoder could not read to refusals, by the type of its failure. */
public final class Undecodable {
    private Undecodable() {}

    /** Returns the refusal of a head that could not be read; the connection cannot be used further. */
    public static Refused head(@Nullable Throwable cause) {
        return switch (cause) {
            case Refused known -> known;
            case TooLongHttpLineException line ->
                Refusals.shape(ProblemCode.TARGET_TOO_LONG, "shorten the path or the query")
                        .broken();
            case TooLongHttpHeaderException header ->
                HeadCheck.headersTooLarge().broken();
            case ContentLengthNotAllowedException both ->
                malformed("`Content-Length` and `Transfer-Encoding` exclude each other");
            case TransferEncodingNotAllowedException old -> malformed("`Transfer-Encoding` requires HTTP/1.1");
            case null, default ->
                malformed("the first line or a header is not well-formed, or a line does not end with CR LF");
        };
    }

    /**
     * Returns what a failure of a body means: the failure itself if the caller's connection or stream ended, else the refusal
     * of chunks that could not be read, after which the connection cannot be used further.
     */
    public static Throwable body(Throwable cause) {
        return switch (cause) {
            case Refused known -> known;
            case Throwable ended when CallerLeft.is(ended) -> ended;
            case InvalidChunkExtensionException extension -> malformed("a chunk extension is not well-formed");
            case InvalidChunkTerminationException end -> malformed("a chunk is longer than its size says");
            case TooLongHttpLineException line -> malformed("the line of a chunk's size is too long");
            case TooLongHttpHeaderException trailer -> malformed("the trailer after the last chunk is too large");
            default -> malformed("the size of a chunk, or the trailer, is not well-formed");
        };
    }

    private static Refused malformed(String detail) {
        return Refusals.malformed(detail).broken();
    }
}
