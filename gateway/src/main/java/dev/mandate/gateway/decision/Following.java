package dev.mandate.gateway.decision;

import dev.mandate.engine.id.TenantId;
import java.util.Map;
import java.util.Optional;

/**
 * How the state is kept, for operators.
 *
 * @param tenants that are kept now
 * @param dropped how many were dropped for others
 * @param forks how often a stream took another course than the one known
 * @param interruptions how often the connection to the control plane ended, or could not be made
 * @param unknown how many frames were of a type that only a later release knows
 * @param stopped streams that do not move here because an entry could not be applied, each with the reason
 * @param refused whether the control plane refuses the gateway's key, so that no change arrives any more
 * @param issuer whose tokens the control plane issues; empty until it said so
 */
public record Following(
        int tenants,
        long dropped,
        long forks,
        long interruptions,
        long unknown,
        Map<TenantId, String> stopped,
        boolean refused,
        Optional<String> issuer) {
    /** Of a state that nothing happens to. */
    public static final Following QUIET = new Following(0, 0, 0, 0, 0, Map.of(), false, Optional.empty());

    public Following {
        stopped = Map.copyOf(stopped);
    }
}
