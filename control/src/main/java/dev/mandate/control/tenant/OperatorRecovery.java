package dev.mandate.control.tenant;

import dev.mandate.control.access.Rank;
import dev.mandate.control.app.Registration;
import dev.mandate.control.log.Log;
import dev.mandate.control.log.LogSettings;
import dev.mandate.control.log.Note;
import dev.mandate.control.log.Outcome;
import dev.mandate.control.log.State;
import dev.mandate.control.log.Streams;
import dev.mandate.control.postgres.Database;
import dev.mandate.control.postgres.DatabaseFailure;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Sieve;
import dev.mandate.engine.state.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;

/**
 * Makes a new operator's app straight on the database, where no operator can get a token any more. It needs no credential:
 * whoever reaches the database could write anything. It only appends, so control nodes may run meanwhile.
 */
public final class OperatorRecovery {
    private static final String REASON = "recover: a new operator's app, made on the machine";
    private static final InstantSource CLOCK = InstantSource.system();

    private OperatorRecovery() {}

    /**
     * Makes an app for an active Owner of the platform, or for a new one if there is none.
     *
     * @throws DatabaseFailure with one line if the database was never begun, or is of another release
     */
    public static FirstOperator.Keys recover(Database database, LogSettings settings) {
        try (Streams streams = Streams.open(database, settings)) {
            if (streams.folded(TenantId.PLATFORM).revision() == 0) {
                throw new DatabaseFailure(
                        "the database holds no installation yet: start one, which makes its operator");
            }
            return recover(new Log(database, streams, settings, CLOCK));
        } catch (DataAccessException e) {
            throw new DatabaseFailure(
                    "the database cannot be read by this release: start the installation once, and then recover", e);
        }
    }

    private static FirstOperator.Keys recover(Log log) {
        NewOwner owners = new NewOwner(new Registration());
        AppId app = new AppId(UUID.randomUUID().toString());
        Outcome<FirstOperator.Keys> outcome = log.append(
                TenantId.PLATFORM,
                new Note("recover", "recover", REASON, null),
                Optional.empty(),
                state -> owners.propose(state, wanted(state, app)));
        return switch (outcome) {
            case Outcome.Done<FirstOperator.Keys>(var committed, var kept) -> committed.result();
            case Outcome.Replayed<FirstOperator.Keys> _ ->
                throw new IllegalStateException("this is a bug: a recovery has no idempotency key");
        };
    }

    private static NewOwner.Wanted wanted(State state, AppId app) {
        Tenancy platform = state.view().tenant().tenancy();
        Instant now = CLOCK.instant();
        List<UserId> owners = new Sieve(platform)
                .byRole(subject -> Rank.of(subject, now) == Rank.OWNER)
                .page(null, 1);
        return owners.isEmpty()
                ? new NewOwner.Wanted(new UserId("operator-" + app.value()), false, app)
                : new NewOwner.Wanted(owners.getFirst(), true, app);
    }
}
