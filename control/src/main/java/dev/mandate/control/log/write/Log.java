package dev.mandate.control.log.write;

import dev.mandate.control.log.command.Command;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.Idempotency;
import dev.mandate.control.log.command.LogRefusals;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.log.follow.Hints;
import dev.mandate.control.log.follow.LogSettings;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.log.write.BatchWriter.Result;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.engine.id.TenantId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * The append-only log: every write of the control plane goes through {@link #append}. Commands of a stream that arrive during
 * a commit are committed together next, each as an entry of its own. Safe to share between threads.
 */
public final class Log implements AutoCloseable {
    private static final long PAUSE_NANOS = 500_000;

    private final Streams streams;
    private final LogSettings settings;
    private final InstantSource clock;
    private final KeptAnswers answers;
    private final BatchWriter writing;
    private final CommandQueues queues;
    private final Hints hints;

    public Log(ControlDatabase database, Streams streams, LogSettings settings, InstantSource clock) {
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        this.streams = streams;
        this.settings = settings;
        this.clock = clock;
        this.answers = new KeptAnswers(jdbc, settings.keepAnswers());
        this.writing = new BatchWriter(database, jdbc, answers);
        this.queues = new CommandQueues(settings.queue(), settings.batch());
        this.hints = new Hints(jdbc, settings);
    }

    /**
     * Carries out the command once: checks it, appends its entry, and returns when this node has folded the entry.
     *
     * @throws Refusal if the rules forbid it; 404 if there is no such stream; 409 if a side write violates a unique key; 422
     *     if the idempotency key was used for another request; 503 if other writers came first on every try, or the database
     *     is away
     */
    public <R> CommandOutcome<R> append(TenantId stream, Note note, Optional<Idempotency<R>> key, Command<R> command) {
        PendingCommand<R> pending = new PendingCommand<>(stream, note, key, command);
        try (Streams.Hold _ = streams.hold(stream)) {
            queues.pass(pending, this::commit);
        }
        return pending.outcome();
    }

    /** Settles each command: done, refused, or failed with the batch. */
    private void commit(TenantId stream, List<PendingCommand<?>> commands) {
        try {
            for (int tried = 0; tried <= settings.retries(); tried++) {
                if (attempt(stream, commands)) {
                    return;
                }
                refresh(stream, tried);
            }
            fail(commands, LogRefusals.contended(stream));
        } catch (DataAccessException | TransactionException e) {
            fail(commands, LogRefusals.unavailable(e));
        } catch (RuntimeException e) {
            fail(commands, e);
        }
    }

    private static void fail(List<PendingCommand<?>> commands, RuntimeException why) {
        commands.forEach(pending -> pending.failed(why));
    }

    /** Checks and writes the commands; returns false if another writer came first and all must be checked again. */
    private boolean attempt(TenantId stream, List<PendingCommand<?>> commands) {
        Basis basis = basis(stream);
        Map<PendingCommand<?>, RuntimeException> failed = new HashMap<>();
        while (true) {
            Batch batch = check(basis, commands, failed);
            switch (writing.write(batch)) {
                case Result.Written() -> {
                    complete(batch);
                    return true;
                }
                case Result.Conflict() -> {
                    return false;
                }
                case Result.CommandFailed(PendingCommand<?> pending, RuntimeException why) -> failed.put(pending, why);
            }
        }
    }

    private Basis basis(TenantId stream) {
        FoldedState own = streams.folded(stream);
        if (streams.stopped(stream) || streams.stopped(TenantId.PLATFORM)) {
            throw LogRefusals.stopped(stream);
        }
        return new Basis(own, stream.equals(TenantId.PLATFORM) ? own : streams.folded(TenantId.PLATFORM));
    }

    private Batch check(
            Basis basis, List<PendingCommand<?>> commands, Map<PendingCommand<?>, RuntimeException> failed) {
        Batch.Checker checker = new Batch.Checker(basis, answers, clock.instant());
        for (PendingCommand<?> pending : commands) {
            RuntimeException why = failed.get(pending);
            if (why == null) {
                checker.check(pending);
            } else {
                checker.fail(pending, why);
            }
        }
        return checker.batch();
    }

    private void complete(Batch batch) {
        if (!batch.entries().isEmpty()) {
            hints.send();
            fold(batch);
        }
        batch.settle();
    }

    /** INVARIANT: an entry is folded here before its command is answered, so that callers read their own writes. */
    private void fold(Batch batch) {
        try {
            streams.appended(batch.appended());
        } catch (DataAccessException e) {
            // the entry is written, so the command succeeded; a reader that demands its revision waits
        }
    }

    /** Reads new entries after a random pause that grows with each try, so that two nodes do not beat each other in turn. */
    private void refresh(TenantId stream, int tried) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS << tried));
        streams.compare(TenantId.PLATFORM);
        streams.compare(stream);
    }

    /** Deletes expired answers under idempotency keys, and returns their number. */
    public int expireAnswers() {
        return answers.expire();
    }

    int waiting(TenantId stream) {
        return queues.waiting(stream);
    }

    /** Waits a second at most for the last hint to other nodes. Call it when no command can come any more. */
    @Override
    public void close() {
        hints.close();
    }
}
