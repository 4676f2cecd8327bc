package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A command on its way, and then what became of it. Settled once, by whichever thread leads its turn. */
final class Order<R> {
    private final TenantId stream;
    private final Note note;
    private final Optional<Idempotency<R>> key;
    private final Command<R> command;
    private final CompletableFuture<Turn> turn = new CompletableFuture<>();
    private volatile @Nullable Outcome<R> outcome;
    private volatile @Nullable RuntimeException failure;

    Order(TenantId stream, Note note, Optional<Idempotency<R>> key, Command<R> command) {
        this.stream = stream;
        this.note = note;
        this.key = key;
        this.command = command;
    }

    /** What its caller has to do next. */
    enum Turn {
        /** Commit what waits, for everybody. */
        LEAD,
        /** Take the outcome. */
        DONE
    }

    TenantId stream() {
        return stream;
    }

    Note note() {
        return note;
    }

    Optional<Idempotency<R>> key() {
        return key;
    }

    Command<R> command() {
        return command;
    }

    /** Whose idempotency key it carries. */
    Optional<Answers.Owner> owner() {
        return key.map(k -> new Answers.Owner(stream, note.actor(), k.key()));
    }

    CompletableFuture<Turn> turn() {
        return turn;
    }

    void done(Outcome<R> its) {
        if (!settled()) {
            outcome = its;
            turn.complete(Turn.DONE);
        }
    }

    void failed(RuntimeException why) {
        if (!settled()) {
            failure = why;
            turn.complete(Turn.DONE);
        }
    }

    private boolean settled() {
        return outcome != null || failure != null;
    }

    /** The outcome, or what it failed with. */
    Outcome<R> outcome() {
        RuntimeException why = failure;
        if (why != null) {
            throw why;
        }
        Outcome<R> its = outcome;
        if (its == null) {
            throw new IllegalStateException("this is a bug: a command was passed without an outcome");
        }
        return its;
    }
}
