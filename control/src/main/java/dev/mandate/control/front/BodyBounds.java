package dev.mandate.control.front;

import dev.mandate.control.api.ApiSettings;
import dev.mandate.control.decision.DecisionSettings;
import dev.mandate.control.feed.FeedSettings;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** The most bytes that the body of a request may have, by its path. Thread-safe. */
@Component
final class BodyBounds {
    private final BodySettings bodies;
    private final ApiSettings api;
    private final DecisionSettings decisions;
    private final FeedSettings feed;

    BodyBounds(BodySettings bodies, ApiSettings api, DecisionSettings decisions, FeedSettings feed) {
        this.bodies = bodies;
        this.api = api;
        this.decisions = decisions;
        this.feed = feed;
    }

    /** Returns until when the body of a request that begins now must be there. */
    Pace pace() {
        return Pace.within(bodies.time());
    }

    /** Returns the bound of a request; a path that nobody serves has the smallest. */
    int of(HttpServletRequest request) {
        // decoded, as the controllers are chosen: no spelling of a path has the bound of another
        String path = request.getServletPath();
        if (path.equals("/api/v1/apis")) {
            return api.largestImport();
        }
        if (path.startsWith("/api/v1/")) {
            return api.largestBody();
        }
        if (path.startsWith("/user-services/")) {
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
