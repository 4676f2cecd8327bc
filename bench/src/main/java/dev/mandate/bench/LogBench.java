package dev.mandate.bench;

import dev.mandate.bench.report.Benchmark;
import dev.mandate.bench.report.FigureRow;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.follow.LogSettings;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.log.write.Log;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;

/** Acknowledged writes a second to one stream, each an entry of its own, by writers that wait for each answer. */
final class LogBench implements Benchmark {
    private static final TenantId TENANT = new TenantId("studio");
    private static final int[] WRITERS = {1, 16, 64};
    private static final int ROUNDS = 5;

    @Override
    public List<FigureRow> run(Setting setting) throws Exception {
        Duration round = setting.quick() ? Duration.ofSeconds(2) : Duration.ofSeconds(10);
        try (ControlDatabase database =
                ControlDatabase.open(DatabaseSettings.embedded(setting.work().resolve("postgres")))) {
            Flyway.configure()
                    .dataSource(database.dataSource())
                    .locations("classpath:db/control")
                    .load()
                    .migrate();
            try (Streams streams = Streams.open(database, LogSettings.DEFAULTS)) {
                Log log = new Log(database, streams, LogSettings.DEFAULTS, InstantSource.system());
                return measured(new Stream(log), round);
            }
        }
    }

    private static List<FigureRow> measured(Stream stream, Duration round) {
        stream.append(TenantId.PLATFORM, new CatalogueChange.TenantListed(TENANT));
        stream.perSecond(16, round);
        List<FigureRow> rows = new ArrayList<>();
        for (int writers : WRITERS) {
            double[] samples = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                samples[i] = stream.perSecond(writers, round);
            }
            rows.add(FigureRow.of("writes to one stream", "writers=" + writers, "mandate", "/s", samples));
        }
        return rows;
    }

    /** The stream that is written to. */
    private record Stream(Log log, AtomicLong users) {
        private static final Note NOTE = new Note("bench", "bench", null, null);

        Stream(Log log) {
            this(log, new AtomicLong());
        }

        void append(TenantId stream, Change change) {
            log.append(stream, NOTE, Optional.empty(), state -> ChangeProposal.of(change));
        }

        double perSecond(int writers, Duration round) {
            AtomicLong done = new AtomicLong();
            long begun = System.nanoTime();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < writers; i++) {
                    threads.execute(() -> {
                        while (System.nanoTime() - begun < round.toNanos()) {
                            UserId user = new UserId("user-" + users.incrementAndGet());
                            append(TENANT, new UserChange.UserAdded(user, UserKind.SERVICE));
                            done.incrementAndGet();
                        }
                    });
                }
            }
            return done.get() * 1e9 / (System.nanoTime() - begun);
        }
    }
}
