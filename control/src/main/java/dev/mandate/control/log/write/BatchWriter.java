package dev.mandate.control.log.write;

import dev.mandate.control.log.command.LogRefusals;
import dev.mandate.control.log.entry.Ledger;
import dev.mandate.control.postgres.ControlDatabase;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes a batch in one transaction. */
final class BatchWriter {
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final KeptAnswers answers;
    private final TransactionTemplate transaction;

    BatchWriter(ControlDatabase database, JdbcClient jdbc, KeptAnswers answers) {
        this.jdbc = jdbc;
        this.ledger = new Ledger(database.dataSource());
        this.answers = answers;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The result of a write. */
    sealed interface Result {
        /** The whole batch is in the database. */
        record Written() implements Result {}

        /** Rolled back because another writer came first. */
        record Conflict() implements Result {}

        /** Rolled back because one command's own write failed; retry without it. */
        record CommandFailed(PendingCommand<?> pending, RuntimeException why) implements Result {}
    }

    private static final Result WRITTEN = new Result.Written();
    private static final Result CONFLICT = new Result.Conflict();

    /**
     * Writes the whole batch or nothing.
     *
     * @throws DataAccessException if the database fails; the batch may be written if the connection was lost during the commit
     */
    Result write(Batch batch) {
        if (batch.writes().isEmpty()) {
            return WRITTEN;
        }
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                Result result = written(batch);
                if (!(result instanceof Result.Written)) {
                    status.setRollbackOnly();
                }
                return result;
            }));
        } catch (ConcurrencyFailureException e) {
            return CONFLICT;
        }
    }

    /** INVARIANT: one transaction for the heads, the entries, the side writes and the keys. */
    private Result written(Batch batch) {
        if (!ledger.append(batch.basis().own(), batch.entries())) {
            return CONFLICT;
        }
        for (CheckedCommand.Writes<?> step : batch.writes()) {
            Optional<RuntimeException> failure = failure(step);
            if (failure.isPresent()) {
                return new Result.CommandFailed(step.pending(), failure.get());
            }
            if (!answers.keep(step)) {
                return CONFLICT;
            }
        }
        return WRITTEN;
    }

    /** Runs the side writes; returns a failure that the command itself caused, throws any other. */
    private Optional<RuntimeException> failure(CheckedCommand.Writes<?> step) {
        try {
            step.proposal().writes().forEach(write -> write.write(jdbc));
            return Optional.empty();
        } catch (DuplicateKeyException e) {
            return Optional.of(LogRefusals.taken());
        } catch (DataIntegrityViolationException e) {
            return Optional.of(e);
        } catch (DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }
}
