package dev.mandate.control.search;

import dev.mandate.control.explanation.Sentences;
import dev.mandate.control.history.AsOf;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.search.Grounds;
import dev.mandate.engine.template.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a row is there, in one sentence; by whom it was made so is for an explanation to tell. */
final class Reasons {
    private final AsOf asOf;
    private final Sentences sentences;

    Reasons(AsOf asOf) {
        this.asOf = asOf;
        this.sentences = new Sentences(asOf.view().platform().catalogue());
    }

    String of(UserId user, Endpoint endpoint, @Nullable SpaceId space) {
        List<Change> facts = Grounds.of(asOf.view(), user, endpoint, space, asOf.now()).stream()
                // the same in every row
                .filter(fact -> !(fact instanceof TenantChange))
                .toList();
        String said = sentences.of(facts);
        if (!endpoint.action().demand().self()) {
            return said;
        }
        // the commands of the control plane's own API check it
        String self = endpoint.api().upstream().isEmpty()
                ? "every active user holds it about itself"
                : "every active user holds it, and the api must check that it is about the caller";
        return self + (said.isEmpty() ? "" : "; " + said);
    }
}
