package dev.mandate.gateway.http;

import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.decision.Refused;
import dev.mandate.protocol.problem.ProblemCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.HttpConversionUtil;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a head that an upstream, or a proxy before us, could frame otherwise than we do (RFC 9112); the decider reads the
 * target and the other headers. The decoder has refused before: broken lines, names and values, several or unclear lengths, a
 * length together with a transfer coding.
 */
public final class HeadCheck {
    private static final List<AsciiString> ONCE =
            List.of(AsciiString.cached("Content-Type"), AsciiString.cached("Expect"));

    /** What the decoder makes of the scheme over HTTP/2. */
    private static final AsciiString SCHEME = HttpConversionUtil.ExtensionHeaderNames.SCHEME.text();

    private HeadCheck() {}

    /** @throws Refused if the head is malformed, or holds or announces more than the bounds allow */
    public static void check(Call call, HeadBounds bounds) {
        HttpRequest head = call.head();
        HttpHeaders headers = head.headers();
        checkVersion(head.protocolVersion());
        checkHost(call);
        refuseIf(call.isSecond() && !headers.contains(SCHEME), "`:scheme` is required");
        checkCount(headers, bounds.headers());
        for (AsciiString name : ONCE) {
            refuseIf(isRepeated(headers, name), "`" + name + "` stands more than once");
        }
        checkCoding(headers, call.isSecond());
        checkLength(headers.get(HttpHeaderNames.CONTENT_LENGTH), bounds.bodyBytes());
        checkExpectation(headers.get(HttpHeaderNames.EXPECT));
    }

    static Refused headersTooLarge() {
        return Refusals.shape(ProblemCode.HEADERS_TOO_LARGE, "send fewer or shorter headers");
    }

    private static boolean isRepeated(HttpHeaders headers, CharSequence name) {
        return headers.contains(name) && headers.getAll(name).size() > 1;
    }

    private static void checkVersion(HttpVersion version) {
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw Refusals.shape(
                    ProblemCode.VERSION_NOT_SUPPORTED,
                    "send HTTP/1.1; HTTP/2 in clear text is spoken only where the operator enabled it");
        }
    }

    private static void checkCount(HttpHeaders headers, int most) {
        if (headers.size() > most) {
            throw headersTooLarge();
        }
    }

    private static void checkHost(Call call) {
        List<String> hosts = call.head().headers().getAll(HttpHeaderNames.HOST);
        // the stream of HTTP/2 brings its authority as `Host`
        boolean required = call.head().protocolVersion().equals(HttpVersion.HTTP_1_1);
        refuseIf(hosts.size() > 1, required ? "exactly one `Host` is required" : "`Host` stands more than once");
        refuseIf(required && hosts.isEmpty(), "exactly one `Host` is required");
        refuseIf(
                !hosts.isEmpty() && !HostName.isValid(hosts.getFirst()),
                "`Host` must be a host, with or without a port");
    }

    /** A coding that does not end in chunks has no end that both sides see (RFC 9112, section 6.3). */
    private static void checkCoding(HttpHeaders headers, boolean second) {
        if (second || !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return;
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        String last = codings.getLast();
        String ending = last.substring(last.lastIndexOf(',') + 1).strip();
        if (!ending.equalsIgnoreCase("chunked")) {
            throw Refusals.malformed("`Transfer-Encoding` must end with `chunked`")
                    .broken();
        }
        if (codings.size() > 1 || last.indexOf(',') >= 0) {
            throw Refusals.shape(ProblemCode.CODING_NOT_SUPPORTED, "send the body plain or `chunked`")
                    .broken();
        }
    }

    private static void checkLength(@Nullable String length, long most) {
        if (length != null && Long.parseLong(length) > most) {
            throw RequestBody.exceeded(most);
        }
    }

    private static void checkExpectation(@Nullable String expected) {
        if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
            throw Refusals.shape(ProblemCode.EXPECTATION_FAILED, "`Expect` may only be `100-continue`");
        }
    }

    private static void refuseIf(boolean wrong, String detail) {
        if (wrong) {
            throw Refusals.malformed(detail);
        }
    }
}
