package dev.mandate.control.log;

import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.Committed;
import dev.mandate.control.log.command.KeptAnswer;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.entry.Trail;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A control node's log on a database that others may share. */
public final class LogNode implements AutoCloseable {
    public static final TenantId STUDIO = new TenantId("studio");
    public static final Note NOTE = new Note("platform/admin", "request-1", "because", "127.0.0.1");

    public final ControlDatabase database;
    public final Streams streams;
    public final Log log;
    public final Trail trail;
    public volatile Instant now = Instant.parse("2026-03-04T05:06:07.123456789Z");

    /** @param compared with the database's clock, of this node's own */
    private LogNode(DatabaseSettings settings, LogSettings log, UnaryOperator<InstantSource> compared) {
        this.database = ControlDatabase.open(settings);
        InstantSource clock = () -> now;
        this.streams = Streams.open(database, log, compared.apply(clock));
        this.log = new Log(database, streams, log, clock);
        this.trail = new Trail(database);
    }

    public static LogNode on(DatabaseSettings database, LogSettings log) {
        return new LogNode(database, log, own -> InstantSource.system());
    }

    public static LogNode on(DatabaseSettings database) {
        return on(database, LogSettings.DEFAULTS);
    }

    /** One whose clock is compared with the database's. */
    public static LogNode clocked(DatabaseSettings database) {
        return new LogNode(database, LogSettings.DEFAULTS, UnaryOperator.identity());
    }

    /** One that hears nothing after its start: its poll is held up before it reads again. */
    public static LogNode deaf(DatabaseSettings database) {
        return new LogNode(database, new LogSettingsBuilder().withoutHints().build(), own -> LogNode::heldUp);
    }

    /** A log of the newest format. */
    public static Log begun(Log log) {
        LogConfiguration.begin(log);
        return log;
    }

    /** Follows the log by a clock of the caller's. */
    public static Streams follow(ControlDatabase database, InstantSource clock) {
        return Streams.open(database, LogSettings.DEFAULTS, clock);
    }

    private static Instant heldUp() {
        try {
            if (Thread.currentThread().getName().equals("log-poll")) {
                new CountDownLatch(1).await();
            }
            return Instant.now();
        } catch (InterruptedException e) {
            throw new IllegalStateException("closed", e);
        }
    }

    /** One that tells nobody of what it writes, and is told nothing. */
    public static LogNode withoutHints(DatabaseSettings database) {
        return on(database, new LogSettingsBuilder().withoutHints().build());
    }

    /** Lists the tenant, as every tenant's stream begins. */
    public LogNode with(TenantId tenant) {
        append(TenantId.PLATFORM, new CatalogueChange.TenantListed(tenant));
        return this;
    }

    public Committed<String> append(TenantId stream, Change... changes) {
        return done(log.append(stream, NOTE, Optional.empty(), state -> ChangeProposal.of(List.of(changes), "done")));
    }

    /** Appends once; repeats while connections that were cut are still in the pool, since nothing is sent on those. */
    public void appendAfterCut(TenantId stream, Change... changes) throws InterruptedException {
        boolean written = soon(() -> {
            try {
                append(stream, changes);
                return true;
            } catch (Refusal e) {
                if (e.problem().status() == 503) {
                    return false;
                }
                throw e;
            }
        });
        if (!written) {
            throw new AssertionError("the database stays away");
        }
    }

    public Committed<String> addUser(TenantId tenant, String id) {
        return append(tenant, user(id));
    }

    public static Change user(String id) {
        return new UserChange.UserAdded(new UserId(id), UserKind.SERVICE);
    }

    public static <R> Committed<R> done(CommandOutcome<R> outcome) {
        return switch (outcome) {
            case CommandOutcome.Done<R>(Committed<R> committed, Optional<KeptAnswer> answer) -> committed;
            case CommandOutcome.Replayed<R> replayed -> throw new AssertionError(replayed.toString());
        };
    }

    public boolean hasUser(TenantId tenant, String id) {
        return streams.exists(tenant)
                && streams.view(tenant).tenant().tenancy().users().contains(new UserId(id));
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }

    /** Ends this database's connections, of every node, except the one that does it. */
    public static void cutConnections(JdbcClient jdbc) {
        jdbc.sql("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()")
                .query(Long.class)
                .single();
    }

    /** Waits until it holds, at most twenty seconds. A condition that finds its connection cut does not hold yet. */
    public static boolean soon(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(2);
        }
        return true;
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (DataAccessException e) {
            return false;
        }
    }

    @Override
    public void close() {
        streams.close();
        database.close();
    }
}
