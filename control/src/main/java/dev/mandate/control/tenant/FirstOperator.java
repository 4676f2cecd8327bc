package dev.mandate.control.tenant;

import dev.mandate.control.log.Log;
import dev.mandate.control.log.Note;
import dev.mandate.control.log.Outcome;
import dev.mandate.control.log.Proposal;
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
        Outcome<Optional<Keys>> outcome =
                log.append(TenantId.PLATFORM, new Note("start", "start", null, null), Optional.empty(), state -> {
                    if (state.view().tenant().tenancy().users().size() > 0) {
                        return Proposal.nothing(Optional.<Keys>empty());
                    }
                    Proposal<TenantStart.Started> started = TenantStart.propose(state, wanted);
                    return new Proposal<>(started.changes(), Keys.of(started.result()), started.beside());
                });
        return switch (outcome) {
            case Outcome.Done<Optional<Keys>>(var committed, var kept) -> committed.result();
            case Outcome.Replayed<Optional<Keys>> replayed -> Optional.empty();
        };
    }
}
