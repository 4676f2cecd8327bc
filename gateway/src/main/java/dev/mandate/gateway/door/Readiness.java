package dev.mandate.gateway.door;

import dev.mandate.engine.id.TenantId;
import dev.mandate.gateway.decision.State;
import dev.mandate.gateway.identity.KeyRegistration;
import java.time.Duration;
import java.util.Optional;

/** Whether calls may be sent here: warm, known to upstreams, and within the staleness bound. */
public final class Readiness {
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
            return Optional.of("the identity key is not registered with the control plane yet");
        }
        boolean stale = state.age(TenantId.PLATFORM).compareTo(bound) > 0;
        return stale ? Optional.of("what is known of the log is older than " + bound) : Optional.empty();
    }
}
