package dev.mandate.control.log;

import dev.mandate.control.log.Writing.Result;
import dev.mandate.control.postgres.Database;
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
 * The append-only log: every write of the control plane goes through {@link #append}. The commands of a stream that come
 * while one is being written are committed together, each as an entry of its own. Safe to share between threads.
 */
public final class Log implements AutoCloseable {
    private static final long PAUSE_NANOS = 500_000;

    private final Streams streams;
    private final LogSettings settings;
    private final InstantSource clock;
    private final Answers answers;
    private final Writing writing;
    private final Queues queues;
    private final Hints hints;

    public Log(Database database, Streams streams, LogSettings settings, InstantSource clock) {
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        this.streams = streams;
        this.settings = settings;
        this.clock = clock;
        this.answers = new Answers(jdbc, settings.keepAnswers());
        this.writing = new Writing(database, jdbc, answers);
        this.queues = new Queues(settings.queue(), settings.batch());
        this.hints = new Hints(jdbc, settings);
    }

    /**
     * Does the command, once: checks it, appends, and answers when this node has folded what it wrote.
     *
     * @throws Refusal if the rules forbid it; 404 if there is no such stream; 409 if what is written beside must be unique
     *     and is not; 422 if the key was used for another request; 503 if other writers came first again and again, or the
     *     database is away
     */
    public <R> Outcome<R> append(TenantId stream, Note note, Optional<Idempotency<R>> key, Command<R> command) {
        Order<R> order = new Order<>(stream, note, key, command);
        try (Folds.Hold _ = streams.hold(stream)) {
            queues.pass(order, this::commit);
        }
        return order.outcome();
    }

    /** Settles every one of them: done, refused, or failed with whatever failed them all. */
    private void commit(TenantId stream, List<Order<?>> orders) {
        try {
            for (int tried = 0; tried <= settings.retries(); tried++) {
                if (attempt(stream, orders)) {
                    return;
                }
                refresh(stream, tried);
            }
            fail(orders, Refusals.contended(stream));
        } catch (DataAccessException | TransactionException e) {
            fail(orders, Refusals.unavailable(e));
        } catch (RuntimeException e) {
            fail(orders, e);
        }
    }

    private static void fail(List<Order<?>> orders, RuntimeException why) {
        orders.forEach(order -> order.failed(why));
    }

    /** False if another writer came first: then everything is asked again. */
    private boolean attempt(TenantId stream, List<Order<?>> orders) {
        Basis basis = basis(stream);
        Map<Order<?>, RuntimeException> spoiled = new HashMap<>();
        while (true) {
            Batch batch = checked(basis, orders, spoiled);
            switch (writing.write(batch)) {
                case Result.Written() -> {
                    told(stream, batch);
                    return true;
                }
                case Result.Lost() -> {
                    return false;
                }
                case Result.Spoiled(Order<?> order, RuntimeException why) -> spoiled.put(order, why);
            }
        }
    }

    private Basis basis(TenantId stream) {
        Folded own = streams.folded(stream);
        if (streams.stopped(stream) || streams.stopped(TenantId.PLATFORM)) {
            throw Refusals.stopped(stream);
        }
        return new Basis(own, stream.equals(TenantId.PLATFORM) ? own : streams.folded(TenantId.PLATFORM));
    }

    private Batch checked(Basis basis, List<Order<?>> orders, Map<Order<?>, RuntimeException> spoiled) {
        Batch.Checking checking = new Batch.Checking(basis, answers, clock.instant());
        for (Order<?> order : orders) {
            RuntimeException why = spoiled.get(order);
            if (why == null) {
                checking.check(order);
            } else {
                checking.fail(order, why);
            }
        }
        return checking.batch();
    }

    private void told(TenantId stream, Batch batch) {
        if (!batch.entries().isEmpty()) {
            hints.give();
            fold(stream, batch);
        }
        batch.settle();
    }

    /** INVARIANT: what is answered is folded here, so that the caller reads what he wrote. */
    private void fold(TenantId stream, Batch batch) {
        try {
            streams.wrote(stream, batch);
        } catch (DataAccessException e) {
            // it is written, so the answer stands; whoever reads with its revision waits
        }
    }

    /** A random pause, longer each time, keeps two nodes from beating each other in turn. */
    private void refresh(TenantId stream, int tried) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS << tried));
        streams.compare(TenantId.PLATFORM);
        streams.compare(stream);
    }

    /** Deletes answers under idempotency keys that are older than these are kept, and returns how many that were. */
    int expireAnswers() {
        return answers.expire();
    }

    int waiting(TenantId stream) {
        return queues.waiting(stream);
    }

    /** Waits for the last hint to other nodes, shortly; no command may come any more. */
    @Override
    public void close() {
        hints.close();
    }
}
