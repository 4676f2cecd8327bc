package dev.mandate.control.tenant;

import dev.mandate.control.access.Rank;
import dev.mandate.control.app.NewSecret;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.follow.LogSettings;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.log.write.Log;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.postgres.DatabaseFailure;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
     * What was made, and what is left of before.
     *
     * @param others active apps of operators: whoever has their credentials still gets in
     * @param revision to demand of later calls ({@code Mandate-Revision})
     */
    public record Recovered(FirstOperator.Keys keys, List<String> others, String revision) {
        public Recovered {
            others = List.copyOf(others);
        }
    }

    /**
     * Makes an app for an active Owner of the platform, or for a new one if there is none.
     *
     * @throws DatabaseFailure with one line if the database was never begun, or is of another release
     */
    public static Recovered recover(ControlDatabase database, LogSettings settings) {
        try (Streams streams = Streams.open(database, settings)) {
            if (streams.folded(TenantId.PLATFORM).revision() == 0) {
                throw new DatabaseFailure(
                        "the database holds no installation yet: start one, which makes its operator");
            }
            try (Log log = new Log(database, streams, settings, CLOCK)) {
                return recover(log);
            }
        } catch (DataAccessException e) {
            throw new DatabaseFailure(
                    "the database cannot be read by this release: start the installation once, and then recover", e);
        }
    }

    private static Recovered recover(Log log) {
        AppId app = new AppId(UUID.randomUUID().toString());
        NewSecret secret = NewSecret.generate();
        CommandOutcome<FirstOperator.Keys> outcome = log.append(
                TenantId.PLATFORM,
                new Note(Note.RECOVERY, Note.RECOVERY, REASON, null),
                Optional.empty(),
                state -> NewOwner.propose(state, wanted(state, app, secret)));
        return switch (outcome) {
            case CommandOutcome.Done<FirstOperator.Keys>(var committed, var kept) ->
                new Recovered(
                        committed.result(),
                        others(committed.after(), app),
                        committed.after().view().revision().toString());
            case CommandOutcome.Replayed<FirstOperator.Keys> _ ->
                throw new IllegalStateException("this is a bug: a recovery has no idempotency key");
        };
    }

    private static List<String> others(CommandState state, AppId made) {
        List<String> others = new ArrayList<>();
        state.view().tenant().tenancy().apps().forEach((id, app) -> {
            if (app.active() && !id.equals(made)) {
                others.add(id.value());
            }
        });
        return others.stream().sorted().toList();
    }

    private static NewOwner.Wanted wanted(CommandState state, AppId app, NewSecret secret) {
        Tenancy platform = state.view().tenant().tenancy();
        Instant now = CLOCK.instant();
        List<UserId> owners = platform.query()
                .byRole(subject -> Rank.of(subject, now) == Rank.OWNER)
                .page(null, 1);
        return owners.isEmpty()
                ? new NewOwner.Wanted(new UserId("operator-" + app.value()), false, app, secret)
                : new NewOwner.Wanted(owners.getFirst(), true, app, secret);
    }
}
