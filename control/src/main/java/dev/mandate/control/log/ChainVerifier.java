package dev.mandate.control.log;

import dev.mandate.control.postgres.Database;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Chain;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.SealedEntry;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Walks a stream from its beginning and says where its chain breaks, if it does. An erased note is no break. */
public final class ChainVerifier {
    private static final int BATCH = 500;

    private final Ledger ledger;

    public ChainVerifier(Database database) {
        this.ledger = new Ledger(JdbcClient.create(database.dataSource()));
    }

    /** What was found. */
    public sealed interface Verdict {
        /**
         * All is as it was written.
         *
         * @param entries how many
         * @param erased how many of their notes are erased
         * @param head the hash of the last one
         */
        record Intact(long entries, long erased, Digest head) implements Verdict {}

        /**
         * It was changed after it was written.
         *
         * @param revision the first that is not as it was
         */
        record Broken(long revision, String reason) implements Verdict {}
    }

    /** Verifies every entry of the stream, and that the log ends where it should. */
    public Verdict verify(TenantId stream) {
        Digest hash = Chain.genesis(stream);
        long revision = 0;
        long erased = 0;
        while (true) {
            List<Ledger.Noted> batch = ledger.noted(stream, revision + 1, BATCH);
            for (Ledger.Noted noted : batch) {
                Optional<String> fault = fault(noted, revision + 1, hash);
                if (fault.isPresent()) {
                    return new Verdict.Broken(revision + 1, fault.get());
                }
                revision++;
                hash = noted.entry().hash();
                erased += noted.note().isEmpty() ? 1 : 0;
            }
            if (batch.size() < BATCH) {
                return end(new Head(stream, revision, hash), erased);
            }
        }
    }

    private static Optional<String> fault(Ledger.Noted noted, long expected, Digest previous) {
        SealedEntry entry = noted.entry();
        if (entry.revision() != expected) {
            return Optional.of("the entry is missing");
        }
        if (!entry.follows(previous)) {
            return Optional.of("the entry is not as it was written");
        }
        if (noted.note().filter(n -> !Digest.of(n).equals(entry.note())).isPresent()) {
            return Optional.of("the note is not as it was written");
        }
        return Optional.empty();
    }

    private Verdict end(Head walked, long erased) {
        Head kept = ledger.head(walked.stream()).orElse(new Head(walked.stream(), 0, Chain.genesis(walked.stream())));
        if (kept.revision() > walked.revision()) {
            return new Verdict.Broken(walked.revision() + 1, "the entry is missing");
        }
        if (kept.revision() == walked.revision() && !kept.hash().equals(walked.hash())) {
            return new Verdict.Broken(walked.revision(), "the stream's head names another entry");
        }
        return new Verdict.Intact(walked.revision(), erased, walked.hash());
    }
}
