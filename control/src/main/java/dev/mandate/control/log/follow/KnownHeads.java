package dev.mandate.control.log.follow;

import dev.mandate.control.log.entry.StreamHead;
import dev.mandate.engine.id.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last known position of each stream: all that this node keeps of a tenant whose fold is not loaded. */
final class KnownHeads {
    private final Map<TenantId, StreamHead> heads = new ConcurrentHashMap<>();

    Optional<StreamHead> of(TenantId stream) {
        return Optional.ofNullable(heads.get(stream));
    }

    /**
     * Applies what a read of the primary found.
     *
     * @return earlier heads that the read does not confirm, to be looked up in the log, since their entries may be gone
     */
    List<StreamHead> update(PollResult found) {
        List<StreamHead> doubtful = new ArrayList<>();
        if (found.whole()) {
            heads.values().stream()
                    .filter(known -> found.head(known.stream()).isEmpty())
                    .forEach(doubtful::add);
        }
        // INVARIANT: the platform first, so that nobody finds a tenant's end without what it was checked against
        found.head(TenantId.PLATFORM).ifPresent(h -> update(h, found.whole(), doubtful));
        found.heads().values().forEach(h -> update(h, found.whole(), doubtful));
        return doubtful;
    }

    private void update(StreamHead found, boolean whole, List<StreamHead> doubtful) {
        StreamHead known = heads.putIfAbsent(found.stream(), found);
        if (known == null || known.equals(found)) {
            return;
        }
        if (whole || known.revision() == found.revision()) {
            doubtful.add(known);
        }
        advance(found);
    }

    /** Moves the head forward after an entry was read or written; an older one has no effect. */
    void advance(StreamHead head) {
        heads.merge(head.stream(), head, (known, found) -> found.revision() > known.revision() ? found : known);
    }

    /** Replaces the head with that of the log, also by an older one. */
    void replace(TenantId stream, Optional<StreamHead> head) {
        heads.compute(stream, (s, known) -> head.orElse(null));
    }
}
