package dev.mandate.control.token.key;

import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.engine.change.CatalogueChange.KeyPublished;
import java.util.List;

/**
 * A signing key that was drawn for a command and is known nowhere yet. A command that does not need it leaves no trace of it.
 *
 * @param kept writes the encrypted private half in the transaction of the entry that publishes the key
 */
public record NewKey(KeyPublished published, SideWrite kept) {
    /** Proposes to publish the key; the result is its id. */
    ChangeProposal<String> proposal() {
        return new ChangeProposal<>(List.of(published), published.kid(), List.of(kept));
    }
}
