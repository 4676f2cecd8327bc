package dev.mandate.control.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.frame.Frame;
import dev.mandate.protocol.frame.Positions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which streams the heartbeats of a connection vouch for, so that each need only say what changed. For one thread.
 */
final class Vouching {
    private final Set<TenantId> vouched = new HashSet<>();
    /** Those of which the last heartbeat may be wrong by now, or that it did not vouch for. */
    private final Set<TenantId> open = new HashSet<>();

    /** The stream must be named again before it is vouched for, as something of it was sent, or is to be. */
    void touch(TenantId stream) {
        open.add(stream);
    }

    void forget(TenantId stream) {
        open.remove(stream);
        vouched.remove(stream);
    }

    /** The gateway begins with it anew, so that nothing said before is about it. */
    void again(TenantId stream) {
        vouched.remove(stream);
        open.add(stream);
    }

    /** Whether a stream is there in full that was not vouched for: it is of no use to the gateway until it is. */
    boolean owes(Set<TenantId> complete) {
        return open.stream().anyMatch(stream -> !vouched.contains(stream) && complete.contains(stream));
    }

    /** The next heartbeat; {@code complete} says of every open stream whether all of it was sent. */
    Frame.Heartbeat next(Optional<Long> mark, Map<TenantId, Positions.At> complete) {
        Map<TenantId, Positions.At> heads = new HashMap<>();
        Set<TenantId> gone = new HashSet<>();
        for (TenantId stream : open) {
            Positions.At at = complete.get(stream);
            if (at != null) {
                heads.put(stream, at);
            } else if (vouched.remove(stream)) {
                gone.add(stream);
            }
        }
        vouched.addAll(heads.keySet());
        open.removeAll(heads.keySet());
        return new Frame.Heartbeat(mark, heads, gone);
    }
}
