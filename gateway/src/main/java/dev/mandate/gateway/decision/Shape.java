package dev.mandate.gateway.decision;

import dev.mandate.engine.Position;
import dev.mandate.engine.Request;
import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.MalformedRequest;
import dev.mandate.engine.uri.Query;
import dev.mandate.protocol.gateway.ControlPath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a well-formed request is: step 0. */
public sealed interface Shape {
    /** A repeated one is read differently by different servers. */
    Set<String> ONCE = Set.of("Authorization", "Mandate-At-Least", "Origin");

    /** Any other method is allowed on none of the control plane's paths. */
    Set<String> FORWARDED = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** The request in the form that is decided; the same path is forwarded. */
    Request request();

    /** A browser asks whether it may call (Fetch, CORS preflight): answered here, never forwarded. */
    record Preflight(Request request) implements Shape {}

    /** Of the control plane, which decides it itself. */
    record Control(Request request) implements Shape {}

    /**
     * Of a partner API.
     *
     * @param atLeast what {@code Mandate-At-Least} demands
     */
    record Partner(Request request, Position atLeast) implements Shape {}

    /**
     * Reads a request.
     *
     * @throws MalformedRequest if its path or query can be read in two ways
     * @throws Refused if anything else of it can
     */
    static Shape of(AccessRequest sent) {
        checkTarget(sent.method(), sent.target());
        Headers headers = sent.headers();
        for (String name : ONCE) {
            refuseIf(headers.isRepeated(name), "`" + name + "` stands more than once");
        }
        Request request = request(sent.method(), sent.target());
        if (isPreflight(request.method(), headers)) {
            return new Preflight(request);
        }
        if (ControlPath.isForwarded(request.path().toString())) {
            if (!FORWARDED.contains(request.method())) {
                throw Refusals.methodNeverAllowed();
            }
            return new Control(request);
        }
        return new Partner(request, atLeast(headers.first("Mandate-At-Least")));
    }

    private static void checkTarget(String method, String target) {
        if (method.equals("CONNECT")) {
            throw Refusals.methodNeverAllowed();
        }
        refuseIf(!target.startsWith("/"), "the request target must begin with `/`");
        refuseIf(target.indexOf('#') >= 0, "the request target must not have a fragment");
        refuseIf(!isVisible(target), "the request target must be ASCII without spaces and control characters");
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= 0x20 || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static void refuseIf(boolean wrong, String detail) {
        if (wrong) {
            throw Refusals.malformed(detail);
        }
    }

    private static Request request(String method, String target) {
        int mark = target.indexOf('?');
        CanonicalPath path = CanonicalPath.parse(mark < 0 ? target : target.substring(0, mark));
        Query query = mark < 0 ? Query.NONE : new Query(target.substring(mark + 1));
        QueryCheck.check(method, query);
        return new Request(method, path, query);
    }

    private static boolean isPreflight(String method, Headers headers) {
        return method.equals("OPTIONS")
                && headers.first("Origin") != null
                && headers.first("Access-Control-Request-Method") != null;
    }

    private static Position atLeast(@Nullable String demanded) {
        try {
            return demanded == null ? Position.ANY : Position.parse(demanded);
        } catch (IllegalArgumentException malformed) {
            throw Refusals.malformed("`Mandate-At-Least` must be a revision that Mandate answered");
        }
    }
}
