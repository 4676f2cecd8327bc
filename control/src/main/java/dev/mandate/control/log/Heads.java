package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where each stream ends, as of the last good read: all that this node keeps of a tenant whose fold is not loaded. */
final class Heads {
    private final Map<TenantId, Head> heads = new ConcurrentHashMap<>();

    Optional<Head> of(TenantId stream) {
        return Optional.ofNullable(heads.get(stream));
    }

    /**
     * Takes in what a read found.
     *
     * @return what was known before and is not the beginning of what was found, unless it came after the read: to be
     *     looked up in the log
     */
    List<Head> take(News news) {
        List<Head> doubtful = new ArrayList<>();
        if (news.whole()) {
            heads.values().stream()
                    .filter(known -> news.head(known.stream()).isEmpty())
                    .forEach(doubtful::add);
        }
        // INVARIANT: the platform first, so that nobody finds a tenant's end without what it was checked against
        news.head(TenantId.PLATFORM).ifPresent(h -> take(h, news.whole(), doubtful));
        news.heads().values().forEach(h -> take(h, news.whole(), doubtful));
        return doubtful;
    }

    private void take(Head found, boolean whole, List<Head> doubtful) {
        Head known = heads.putIfAbsent(found.stream(), found);
        if (known == null || known.equals(found)) {
            return;
        }
        if (whole || known.revision() == found.revision()) {
            doubtful.add(known);
        }
        reached(found);
    }

    /** At least there, as an entry of it was read or written. */
    void reached(Head head) {
        heads.merge(head.stream(), head, (known, found) -> found.revision() > known.revision() ? found : known);
    }

    /** There and not elsewhere, as the log says so. */
    void turned(TenantId stream, Optional<Head> head) {
        heads.compute(stream, (s, known) -> head.orElse(null));
    }
}
