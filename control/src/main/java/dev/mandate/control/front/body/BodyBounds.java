package dev.mandate.control.front.body;

import dev.mandate.control.api.ApiSettings;
import dev.mandate.control.decision.DecisionSettings;
import dev.mandate.control.feed.FeedSettings;
import dev.mandate.control.limit.HeldBytes;
import dev.mandate.protocol.gateway.ControlPath;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** What the body of a request may be, by its path. Thread-safe. */
@Component
final class BodyBounds {
    private final BodySettings bodies;
    private final ApiSettings api;
    private final DecisionSettings decisions;
    private final FeedSettings feed;
    private final HeldBytes held;

    BodyBounds(BodySettings bodies, ApiSettings api, DecisionSettings decisions, FeedSettings feed, HeldBytes held) {
        this.bodies = bodies;
        this.api = api;
        this.decisions = decisions;
        this.feed = feed;
        this.held = held;
    }

    /** Returns what the body of a request that begins now may be; a path that nobody serves has the smallest bound. */
    BodyLimit of(HttpServletRequest request) {
        int most = bytes(request);
        BodyDeadline deadline = BodyDeadline.within(bodies.time(), bodies.silence());
        return new BodyLimit(most, deadline, bodies.linger(), Math.max(most, api.largestBody()), held);
    }

    private int bytes(HttpServletRequest request) {
        // decoded, as the controllers are chosen: no spelling of a path has the bound of another
        String path = request.getServletPath();
        if (path.equals("/api/v1/apis")) {
            return api.largestImport();
        }
        if (path.startsWith("/api/v1/")) {
            return api.largestBody();
        }
        if (path.startsWith(ControlPath.USER_SERVICES)) {
            return bodies.userServices();
        }
        return path.startsWith("/internal/") ? ofGateways(path) : bodies.token();
    }

    private int ofGateways(String path) {
        if (path.equals("/internal/decisions")) {
            return decisions.largestReport();
        }
        return path.startsWith("/internal/feed/") ? feed.positions() : bodies.internal();
    }
}
