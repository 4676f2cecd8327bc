package dev.mandate.control.log;

import dev.mandate.control.postgres.Database;
import dev.mandate.engine.View;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.ChangeForm;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.Heading;
import dev.mandate.protocol.form.SealedEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** The append-only log: every write of the control plane goes through {@link #append}. Safe to share between threads. */
public final class Log {
    private static final long PAUSE_NANOS = 500_000;

    private final Streams streams;
    private final LogSettings settings;
    private final InstantSource clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Ledger ledger;
    private final Answers answers;
    private final Queues queues;
    private final Hints hints;

    public Log(Database database, Streams streams, LogSettings settings, InstantSource clock) {
        this.streams = streams;
        this.settings = settings;
        this.clock = clock;
        this.jdbc = JdbcClient.create(database.dataSource());
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.ledger = new Ledger(jdbc);
        this.answers = new Answers(jdbc, settings.keepAnswers());
        this.queues = new Queues(settings.queue());
        this.hints = new Hints(jdbc, settings);
    }

    /** What a command was checked against: the append is conditional on {@code stream} being the newest. */
    private record Basis(State state, Folded stream) {}

    /** A command on its way. */
    private record Order<R>(TenantId stream, Note note, Optional<Idempotency<R>> key, Command<R> command) {
        Optional<Answers.Owner> owner() {
            return key.map(k -> new Answers.Owner(stream, note.actor(), k.key()));
        }
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
        try (Queues.Turn turn = queues.await(stream)) {
            for (int tried = 0; tried <= settings.retries(); tried++) {
                Optional<Outcome<R>> outcome = attempt(order);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
                refresh(stream, tried);
            }
            throw Refusals.contended(turn.stream());
        } catch (DuplicateKeyException e) {
            throw Refusals.taken();
        } catch (DataAccessException | TransactionException e) {
            throw Refusals.unavailable(e);
        }
    }

    /** Empty if another writer came first: then everything is asked again. */
    private <R> Optional<Outcome<R>> attempt(Order<R> order) {
        Optional<Outcome<R>> earlier = replayed(order);
        if (earlier.isPresent()) {
            return earlier;
        }
        Basis basis = basis(order.stream());
        Proposal<R> proposal = order.command().propose(basis.state());
        if (proposal.changes().isEmpty()
                && proposal.beside().isEmpty()
                && order.key().isEmpty()) {
            return Optional.of(new Outcome.Done<>(committed(basis, basis.stream(), proposal), Optional.empty()));
        }
        Optional<Outcome<R>> outcome = commit(order, basis, proposal);
        if (outcome.isPresent() && !proposal.changes().isEmpty()) {
            hints.give();
            fold(order.stream());
        }
        return outcome;
    }

    private <R> Optional<Outcome<R>> replayed(Order<R> order) {
        return order.owner().flatMap(answers::find).map(used -> {
            if (!used.requestDigest().equals(order.key().orElseThrow().requestDigest())) {
                throw Refusals.keyReused();
            }
            return new Outcome.Replayed<>(used.answer(), used.position());
        });
    }

    private Basis basis(TenantId stream) {
        Folded own = streams.folded(stream);
        if (streams.stopped(stream) || streams.stopped(TenantId.PLATFORM)) {
            throw Refusals.stopped(stream);
        }
        Folded platform = stream.equals(TenantId.PLATFORM) ? own : streams.folded(TenantId.PLATFORM);
        View view = new View(platform.snapshot(), own.snapshot());
        return new Basis(new State(view, own.directory(), platform.directory()), own);
    }

    private <R> Optional<Outcome<R>> commit(Order<R> order, Basis basis, Proposal<R> proposal) {
        try {
            return transaction.execute(status -> written(order, basis, proposal, status));
        } catch (ConcurrencyFailureException e) {
            return Optional.empty();
        }
    }

    /** INVARIANT: one transaction for the revision, the entry, what stands beside it, and the key. */
    private <R> Optional<Outcome<R>> written(
            Order<R> order, Basis basis, Proposal<R> proposal, TransactionStatus status) {
        Optional<Folded> after = proposal.changes().isEmpty() ? held(basis) : advanced(order, basis, proposal);
        if (after.isEmpty()) {
            status.setRollbackOnly();
            return Optional.empty();
        }
        proposal.beside().forEach(b -> b.write(jdbc));
        Committed<R> committed = committed(basis, after.get(), proposal);
        Optional<Answer> answer = order.key().map(k -> k.answer().apply(committed));
        if (answer.isPresent() && !kept(order, committed, answer.get())) {
            status.setRollbackOnly();
            return Optional.empty();
        }
        return Optional.of(new Outcome.Done<>(committed, answer));
    }

    private Optional<Folded> held(Basis basis) {
        return ledger.hold(basis.stream()) ? Optional.of(basis.stream()) : Optional.empty();
    }

    private <R> Optional<Folded> advanced(Order<R> order, Basis basis, Proposal<R> proposal) {
        Bytes note = Notes.write(order.note());
        SealedEntry entry = SealedEntry.seal(
                basis.stream().hash(), heading(basis), ChangeForm.write(proposal.changes()), Digest.of(note));
        if (!ledger.advance(basis.stream(), entry)) {
            return Optional.empty();
        }
        ledger.insert(entry, note);
        return Optional.of(basis.stream().apply(entry));
    }

    private Heading heading(Basis basis) {
        Folded own = basis.stream();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant at = now.isBefore(own.at()) ? own.at() : now;
        boolean platform = own.stream().equals(TenantId.PLATFORM);
        long checked = platform ? 0 : basis.state().view().platform().revision();
        return new Heading(own.stream(), own.revision() + 1, at, checked);
    }

    private <R> boolean kept(Order<R> order, Committed<R> committed, Answer answer) {
        Digest request = order.key().orElseThrow().requestDigest();
        return answers.keep(order.owner().orElseThrow(), new Answers.Used(request, answer, committed.position()));
    }

    private static <R> Committed<R> committed(Basis basis, Folded after, Proposal<R> proposal) {
        boolean own = after.stream().equals(TenantId.PLATFORM);
        Snapshot platform = own ? after.snapshot() : basis.state().view().platform();
        State state = new State(
                new View(platform, after.snapshot()),
                after.directory(),
                own ? after.directory() : basis.state().platform());
        boolean appended = !proposal.changes().isEmpty();
        return new Committed<>(proposal.result(), after.revision(), state.view().position(), appended, state);
    }

    /** INVARIANT: what is answered is folded here, so that the caller reads what he wrote. */
    private void fold(TenantId stream) {
        try {
            streams.catchUp(stream);
        } catch (DataAccessException e) {
            // it is written, so the answer stands; whoever reads with its revision waits
        }
    }

    /** A random pause, longer each time, keeps two nodes from beating each other in turn. */
    private void refresh(TenantId stream, int tried) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS << tried));
        streams.catchUp(TenantId.PLATFORM);
        streams.catchUp(stream);
    }

    /** The entries of a stream from a revision on, with their notes, for those who read the audit trail. */
    public List<Recorded> read(TenantId stream, long from, int limit) {
        try {
            return ledger.noted(stream, from, limit).stream().map(Recorded::of).toList();
        } catch (DataAccessException e) {
            throw Refusals.unavailable(e);
        }
    }
}
