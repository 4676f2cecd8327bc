package dev.mandate.gateway.route;

import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.decision.Refused;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** What the HTTP decoder could not read. */
public final class Undecodable {
    private Undecodable() {}

    /** The refusal for a decoder's failure; the connection cannot be used further. */
    public static Refused of(@Nullable Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line ->
                Refusals.shape(414, "target_too_long", "Request target too long", "shorten the path or the query");
            case TooLongHttpHeaderException header ->
                Refusals.shape(431, "headers_too_large", "Headers too large", "send fewer or shorter headers");
            case null, default -> Refusals.malformed("the request is not well-formed HTTP");
        };
    }
}
