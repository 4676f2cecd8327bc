package dev.mandate.control.log.entry;

import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.ChainWalk;
import java.util.List;

/** Verifies the hash chain of a stream as the database holds it. */
public final class ChainVerifier {
    private static final int BATCH = 500;

    private final Ledger ledger;

    public ChainVerifier(ControlDatabase database) {
        this.ledger = new Ledger(database.dataSource());
    }

    /** Verifies every entry of the stream, and that the log ends where it should. */
    public ChainWalk.Verdict verify(TenantId stream) {
        ChainWalk walk = new ChainWalk(stream);
        while (true) {
            // INVARIANT: the head before the entries, as more may come while they are read
            StreamHead head = ledger.head(stream).orElseGet(() -> StreamHead.genesis(stream));
            List<Ledger.StoredEntry> batch = ledger.withNotes(LogRange.from(stream, walk.revision() + 1, BATCH));
            boolean whole = batch.stream().allMatch(stored -> walk.take(stored.entry(), stored.note()));
            if (!whole || batch.isEmpty()) {
                return walk.end(head.revision(), head.hash());
            }
        }
    }
}
