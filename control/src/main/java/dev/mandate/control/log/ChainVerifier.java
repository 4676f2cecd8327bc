package dev.mandate.control.log;

import dev.mandate.control.postgres.Database;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.ChainWalk;
import java.util.List;

/** Walks a stream's chain beside the database. */
public final class ChainVerifier {
    private static final int BATCH = 500;

    private final Ledger ledger;

    public ChainVerifier(Database database) {
        this.ledger = new Ledger(database.dataSource());
    }

    /** Verifies every entry of the stream, and that the log ends where it should. */
    public ChainWalk.Verdict verify(TenantId stream) {
        ChainWalk walk = new ChainWalk(stream);
        while (true) {
            // INVARIANT: the head before the entries, as more may come while they are read
            Head head = ledger.head(stream).orElseGet(() -> Head.genesis(stream));
            List<Ledger.Noted> batch = ledger.noted(stream, walk.revision() + 1, BATCH);
            boolean whole = batch.stream().allMatch(noted -> walk.take(noted.entry(), noted.note()));
            if (!whole || batch.isEmpty()) {
                return walk.end(head.revision(), head.hash());
            }
        }
    }
}
