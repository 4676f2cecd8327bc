package dev.mandate.control.catalogue.imports;

import dev.mandate.control.catalogue.survey.RoleBearers;
import dev.mandate.control.log.command.CommandState;
import java.util.Optional;

/**
 * What tenants' streams say about an import, asked before its command, which reads no other stream.
 *
 * @param bearers of the roles that the document names
 * @param affected by what the import would do
 * @param made what the document made on the platform's state at that time
 */
public record Foreseen(RoleBearers bearers, Affected affected, Optional<Made> made) {
    /** Returns what is imported on that state: as foreseen if that is still the platform's. */
    public Import on(CommandState state, Import.Source source) {
        return made.filter(m -> m.isOf(state)).map(Made::imported).orElseGet(() -> Import.of(state, source, bearers));
    }

    /** What the document makes on a state. */
    public record Made(CommandState state, Import imported) {
        @SuppressWarnings("ReferenceEquality") // both folds are immutable, and others after every entry
        boolean isOf(CommandState other) {
            return other.view().platform() == state.view().platform() && other.platform() == state.platform();
        }
    }
}
