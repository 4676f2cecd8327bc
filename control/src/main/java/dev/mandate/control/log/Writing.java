package dev.mandate.control.log;

import dev.mandate.control.postgres.Database;
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

/** The one transaction of a batch. */
final class Writing {
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Answers answers;
    private final TransactionTemplate transaction;

    Writing(Database database, JdbcClient jdbc, Answers answers) {
        this.jdbc = jdbc;
        this.ledger = new Ledger(database.dataSource());
        this.answers = answers;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What became of it. */
    sealed interface Result {
        /** All of it is in the database. */
        record Written() implements Result {}

        /** Nothing is, as another writer came first. */
        record Lost() implements Result {}

        /** Nothing is, as one command cannot be; the others can without it. */
        record Spoiled(Order<?> order, RuntimeException why) implements Result {}
    }

    private static final Result WRITTEN = new Result.Written();
    private static final Result LOST = new Result.Lost();

    /**
     * Writes it all, or nothing.
     *
     * @throws DataAccessException if the database does not do it; it may have, if it was lost while it did
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
            return LOST;
        }
    }

    /** INVARIANT: one transaction for the revisions, the entries, what stands beside them, and the keys. */
    private Result written(Batch batch) {
        if (!ledger.append(batch.basis().own(), batch.entries())) {
            return LOST;
        }
        for (Step.Writes<?> step : batch.writes()) {
            Optional<RuntimeException> failure = besides(step);
            if (failure.isPresent()) {
                return new Result.Spoiled(step.order(), failure.get());
            }
            if (!answers.keep(step)) {
                return LOST;
            }
        }
        return WRITTEN;
    }

    /** What the command itself is to blame for; anything else is the whole batch's. */
    private Optional<RuntimeException> besides(Step.Writes<?> step) {
        try {
            step.proposal().beside().forEach(b -> b.write(jdbc));
            return Optional.empty();
        } catch (DuplicateKeyException e) {
            return Optional.of(Refusals.taken());
        } catch (DataIntegrityViolationException e) {
            return Optional.of(e);
        } catch (DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }
}
