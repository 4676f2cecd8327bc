package dev.mandate.control.tenant;

import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.write.Log;
import dev.mandate.engine.id.TenantId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes the platform's first operator in an empty log, so that somebody can begin. */
@Component
public final class FirstOperator {
    private final Log log;

    FirstOperator(Log log) {
        this.log = log;
    }

    /**
     * What the operator's app authenticates with.
     *
     * @param clientSecret seen this once
     */
    public record Keys(String clientId, String clientSecret) {
        private static Optional<Keys> of(TenantStart.Started started) {
            return Optional.ofNullable(started.clientSecret()).map(secret -> new Keys(started.clientId(), secret));
        }

        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Keys[clientId=" + clientId + "]";
        }
    }

    /** Makes the operator; empty if the platform has one. */
    public Optional<Keys> make() {
        TenantStart.Wanted wanted = TenantStart.Wanted.platform();
        CommandOutcome<Optional<Keys>> outcome =
                log.append(TenantId.PLATFORM, new Note("start", "start", null, null), Optional.empty(), state -> {
                    if (state.view().tenant().tenancy().users().size() > 0) {
                        return ChangeProposal.nothing(Optional.<Keys>empty());
                    }
                    ChangeProposal<TenantStart.Started> started = TenantStart.propose(state, wanted);
                    return new ChangeProposal<>(started.changes(), Keys.of(started.result()), started.writes());
                });
        return switch (outcome) {
            case CommandOutcome.Done<Optional<Keys>>(var committed, var kept) -> committed.result();
            case CommandOutcome.Replayed<Optional<Keys>> replayed -> Optional.empty();
        };
    }
}
