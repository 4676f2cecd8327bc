package dev.mandate.gateway.door;

import dev.mandate.engine.id.TenantId;
import dev.mandate.gateway.decision.Following;
import dev.mandate.gateway.decision.State;
import dev.mandate.gateway.identity.KeyRegistration;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether calls may be sent here: warm, known to upstreams, within the staleness bound, and able to follow the log. */
public final class Readiness {
    private static final int MOST_NAMED = 20;

    private final State state;
    private final KeyRegistration key;
    private final Duration bound;
    private volatile boolean warm;
    private volatile boolean closing;

    public Readiness(State state, KeyRegistration key, Duration bound) {
        this.state = state;
        this.key = key;
        this.bound = bound;
    }

    /** The code is warmed up. */
    public void warm() {
        warm = true;
    }

    /** Takes no more calls. */
    public void closing() {
        closing = true;
    }

    /** Why not; empty if they may. */
    public Optional<String> obstacle() {
        if (closing) {
            return Optional.of("closing");
        }
        if (!warm) {
            return Optional.of("warming up");
        }
        if (!key.done()) {
            return Optional.of("the identity key is not registered with the control plane yet: " + key.obstacle());
        }
        if (state.age(TenantId.PLATFORM).compareTo(bound) > 0) {
            return Optional.of("what is known of the log is older than " + bound);
        }
        Set<TenantId> stopped = state.following().stopped();
        return stopped.isEmpty()
                ? Optional.empty()
                : Optional.of("the log has what this release cannot follow, in " + stopped.size() + " streams");
    }

    /** What an operator looks at next. */
    public Map<String, Object> details() {
        Following following = state.following();
        return Map.of(
                "ageMillis", state.age(TenantId.PLATFORM).toMillis(),
                "tenants", following.tenants(),
                "forks", following.forks(),
                "stopped",
                        following.stopped().stream()
                                .map(TenantId::value)
                                .sorted()
                                .limit(MOST_NAMED)
                                .toList());
    }
}
