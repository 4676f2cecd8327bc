package dev.mandate.bench.scale;

import dev.mandate.bench.process.Broken;
import dev.mandate.control.log.entry.ChainVerifier;
import dev.mandate.control.log.follow.LogSettings;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.ChainWalk;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database under an installation, looked at beside it. */
record Ledgers(ControlDatabase database) {
    private static final Duration LONGEST_STORE = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofMillis(50);

    /**
     * Walks every chain as {@code mandate log verify} does.
     *
     * @return how many entries there are
     * @throws Broken if a chain does not stand
     */
    long verified(List<TenantId> streams) {
        ChainVerifier verifier = new ChainVerifier(database);
        return streams.stream()
                .mapToLong(stream -> intact(stream, verifier.verify(stream)))
                .sum();
    }

    private static long intact(TenantId stream, ChainWalk.Verdict verdict) {
        return switch (verdict) {
            case ChainWalk.Verdict.Intact intact -> intact.entries();
            case ChainWalk.Verdict.Broken(long revision, String reason) ->
                throw new Broken("the chain of `" + stream + "` breaks at " + revision + ": " + reason);
        };
    }

    /** Takes the stored folds away, so that the next load has the log alone. */
    void forgetFolds() {
        jdbc().sql("delete from fold").update();
    }

    /** Waits until that many streams are stored as far as their logs go. */
    void awaitFolds(int streams) {
        long start = System.nanoTime();
        while (storedFolds() < streams) {
            if (System.nanoTime() - start > LONGEST_STORE.toNanos()) {
                throw new Broken("of " + streams + " folds " + storedFolds() + " are stored");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private int storedFolds() {
        return jdbc().sql("select count(*) from fold join stream on stream.id = fold.stream"
                        + " where fold.revision = stream.revision and fold.stream <> 'platform'")
                .query(Integer.class)
                .single();
    }

    /** What a stream's log and its stored fold take, in MiB. */
    double mib(String sql) {
        return jdbc().sql(sql).query(Long.class).single() / 1_048_576.0;
    }

    double logMib() {
        return mib("select coalesce(sum(octet_length(changes)), 0) from entry");
    }

    double foldMib() {
        return mib("select coalesce(sum(octet_length(content)), 0) from fold_part");
    }

    /**
     * Folds all of them in this process, which has done so before.
     *
     * @param storeEach whether each is stored, however few entries it has
     * @return in seconds
     */
    double folded(List<TenantId> tenants, boolean storeEach) {
        try (Streams streams = Streams.open(database, settings(tenants.size(), storeEach))) {
            long start = System.nanoTime();
            tenants.forEach(streams::folded);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (storeEach) {
                awaitFolds(tenants.size());
            }
            return seconds;
        }
    }

    private static LogSettings settings(int tenants, boolean storeEach) {
        LogSettings usual = LogSettings.DEFAULTS;
        return new LogSettings(
                usual.poll(),
                usual.hints(),
                usual.coalesce(),
                usual.retries(),
                usual.queue(),
                usual.keepAnswers(),
                storeEach ? 1 : usual.foldEvery(),
                usual.foldQuiet(),
                Math.max(tenants, usual.tenants()),
                usual.batch(),
                usual.cleanUp());
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }
}
