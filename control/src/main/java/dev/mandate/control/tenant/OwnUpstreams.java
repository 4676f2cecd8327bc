package dev.mandate.control.tenant;

import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.write.Log;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The upstreams that the process itself runs, whose ports may be others at each start. It needs no credential. */
@Component
public final class OwnUpstreams {
    private final Log log;

    OwnUpstreams(Log log) {
        this.log = log;
    }

    /**
     * Sets the upstream of an API, and nothing else of it, if it is still the one of before; the entry's actor is {@code start}.
     *
     * @param before what an earlier start set
     * @param now where the process answers
     * @param reason for the entry
     * @return whether it was set
     */
    public boolean follow(String api, String before, String now, String reason) {
        ApiId id = new ApiId(api);
        Note note = new Note("start", "start", reason, null);
        CommandOutcome<Boolean> outcome = log.append(
                TenantId.PLATFORM,
                note,
                Optional.empty(),
                state -> Actions.find(state, id)
                        .filter(known -> known.upstream().equals(before) && !before.equals(now))
                        .map(known -> ChangeProposal.of(List.of(imported(known, now)), true))
                        .orElseGet(() -> ChangeProposal.nothing(false)));
        return switch (outcome) {
            case CommandOutcome.Done<Boolean>(var committed, var kept) -> committed.result();
            case CommandOutcome.Replayed<Boolean> _ -> false;
        };
    }

    private static CatalogueChange.ApiImported imported(Api known, String upstream) {
        return new CatalogueChange.ApiImported(
                new Api(known.id(), known.kind(), upstream, known.basePath(), known.offers(), known.actions()));
    }
}
