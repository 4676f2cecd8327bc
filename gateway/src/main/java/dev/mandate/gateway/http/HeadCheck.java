package dev.mandate.gateway.http;

import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.decision.Refused;
import dev.mandate.protocol.problem.ProblemCode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a head that an upstream, or a proxy before us, could frame otherwise than we do (RFC 9112); the decider reads the
 * target and the other headers. Netty has
 * refused before: broken lines, names and values, several or unclear lengths, a length together with a transfer coding.
 */
public final class HeadCheck {
    private static final Set<String> ONCE = Set.of("Content-Type", "Expect");

    private HeadCheck() {}

    /** @throws Refused if the head is malformed, or holds or announces more than the bounds allow */
    public static void check(HttpServerRequest http, HeadBounds bounds) {
        checkVersion(http);
        checkHost(http);
        MultiMap headers = http.headers();
        checkCount(headers, bounds.headers());
        for (String name : ONCE) {
            refuseIf(headers.getAll(name).size() > 1, "`" + name + "` stands more than once");
        }
        checkCoding(headers.getAll("Transfer-Encoding"));
        checkLength(headers.get("Content-Length"), bounds.bodyBytes());
        checkExpectation(headers.get("Expect"));
    }

    static Refused headersTooLarge() {
        return Refusals.shape(ProblemCode.HEADERS_TOO_LARGE, "send fewer or shorter headers");
    }

    /** Vert.x gives no version for one that is neither 1.0 nor 1.1, the preface of HTTP/2 included. */
    private static void checkVersion(HttpServerRequest http) {
        if (http.version() == null) {
            throw Refusals.shape(
                    ProblemCode.VERSION_NOT_SUPPORTED,
                    "send HTTP/1.1; HTTP/2 in clear text is spoken only where the operator enabled it");
        }
    }

    private static void checkCount(MultiMap headers, int most) {
        refuseIf(headers.contains(""), "a header has no name");
        int count = 0;
        for (Map.Entry<String, String> _ : headers) {
            count++;
        }
        if (count > most) {
            throw headersTooLarge();
        }
    }

    private static void checkHost(HttpServerRequest http) {
        int hosts = http.headers().getAll("Host").size();
        switch (http.version()) {
            case HTTP_1_0 -> refuseIf(hosts > 1, "`Host` stands more than once");
            case HTTP_1_1 -> refuseIf(hosts != 1, "exactly one `Host` is required");
            case HTTP_2 -> refuseIf(hosts > 1, "`Host` stands more than once");
        }
        boolean named = hosts > 0 || http.version() == HttpVersion.HTTP_2;
        refuseIf(named && !valid(http), "`Host` must be a host, with or without a port");
    }

    /** Vert.x gives no authority for a Host that is none, and one with an empty host for an empty one. */
    private static boolean valid(HttpServerRequest http) {
        return http.authority() != null && !http.authority().host().isEmpty();
    }

    private static void checkCoding(List<String> codings) {
        boolean chunkedAlone =
                codings.isEmpty() || (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"));
        if (!chunkedAlone) {
            throw Refusals.shape(ProblemCode.CODING_NOT_SUPPORTED, "send the body plain or `chunked`");
        }
    }

    private static void checkLength(@Nullable String length, long most) {
        if (length != null && Long.parseLong(length) > most) {
            throw LimitedBody.exceeded(most);
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
