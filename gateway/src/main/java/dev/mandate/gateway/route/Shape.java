package dev.mandate.gateway.route;

import dev.mandate.engine.Position;
import dev.mandate.engine.Request;
import dev.mandate.engine.route.CanonicalPath;
import dev.mandate.engine.route.MalformedRequest;
import dev.mandate.engine.route.Query;
import dev.mandate.gateway.decision.Refusals;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** What a well-formed request is: step 0. */
public sealed interface Shape {
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
     * Reads the head of a request.
     *
     * @throws MalformedRequest if its path or query can be read in two ways
     * @throws dev.mandate.gateway.decision.Refused if anything else of it can, or is too much
     */
    static Shape of(HttpServerRequest http, HeadBounds bounds) {
        HeadCheck.check(http, bounds);
        Request request = request(http);
        MultiMap headers = http.headers();
        if (isPreflight(request.method(), headers)) {
            return new Preflight(request);
        }
        if (ControlPaths.contain(request.path())) {
            if (!ControlPaths.METHODS.contains(request.method())) {
                throw Refusals.methodNeverAllowed();
            }
            return new Control(request);
        }
        return new Partner(request, atLeast(headers.get("Mandate-At-Least")));
    }

    private static Request request(HttpServerRequest http) {
        String target = http.uri();
        int mark = target.indexOf('?');
        CanonicalPath path = CanonicalPath.parse(mark < 0 ? target : target.substring(0, mark));
        Query query = mark < 0 ? Query.NONE : new Query(target.substring(mark + 1));
        QueryCheck.check(http.method().name(), query);
        return new Request(http.method().name(), path, query);
    }

    private static boolean isPreflight(String method, MultiMap headers) {
        return method.equals(HttpMethod.OPTIONS.name())
                && headers.contains("Origin")
                && headers.contains("Access-Control-Request-Method");
    }

    private static Position atLeast(@Nullable String demanded) {
        try {
            return demanded == null ? Position.ANY : Position.parse(demanded);
        } catch (IllegalArgumentException malformed) {
            throw Refusals.malformed("`Mandate-At-Least` must be a revision that Mandate answered");
        }
    }
}
