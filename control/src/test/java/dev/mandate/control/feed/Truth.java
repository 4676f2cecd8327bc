package dev.mandate.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.feed.Replica;
import dev.mandate.protocol.snapshot.SnapshotForm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the log had at which time, to hold a replica against: an entry whose write was answered is in every state that calls
 * itself complete as of later.
 */
final class Truth {
    private final LogNode writer;
    private final Map<TenantId, Map<Long, Long>> answered = new ConcurrentHashMap<>();

    Truth(LogNode writer) {
        this.writer = writer;
    }

    /** Writes one entry and remembers when that was answered. */
    void write(TenantId tenant, String user) {
        long revision = writer.addUser(tenant, user).position().tenant();
        answered.computeIfAbsent(tenant, t -> new ConcurrentHashMap<>()).put(revision, System.nanoTime());
    }

    /** How the replica's state looks younger than it is, if it does. */
    Optional<String> lie(Replica replica, TenantId tenant) {
        long before = System.nanoTime();
        Duration age = replica.age(tenant);
        Optional<Snapshot> known = replica.tenant(tenant);
        Long next = known.map(s -> answered.getOrDefault(tenant, Map.of()).get(s.revision() + 1))
                .orElse(null);
        if (next == null || age.toNanos() >= before - next) {
            return Optional.empty();
        }
        Duration missing = Duration.ofNanos(before - next);
        return Optional.of("`" + tenant + "` at `" + known.map(Snapshot::revision) + "` calls itself " + age
                + " old, and lacks what was written " + missing + " ago");
    }

    /** The stream's state from the log alone, entry by entry. */
    byte[] fromScratch(TenantId stream) {
        Snapshot state = Snapshot.empty(stream);
        List<SealedEntry> some = writer.streams.read(stream, 1, 500);
        while (!some.isEmpty()) {
            for (SealedEntry entry : some) {
                state = state.apply(entry.open());
            }
            some = writer.streams.read(stream, state.revision() + 1, 500);
        }
        return SnapshotForm.write(state).toByteArray();
    }

    /** The replica comes to have what the log has, byte for byte. */
    void assertSame(Replica replica, TenantId tenant) throws InterruptedException {
        long head = writer.streams.folded(tenant).revision();
        assertThat(LogNode.soon(() ->
                        replica.tenant(tenant).filter(s -> s.revision() == head).isPresent()))
                .as("`%s` comes to revision %s", tenant, head)
                .isTrue();
        assertThat(SnapshotForm.write(replica.tenant(tenant).orElseThrow()).toByteArray())
                .isEqualTo(fromScratch(tenant));
    }
}
