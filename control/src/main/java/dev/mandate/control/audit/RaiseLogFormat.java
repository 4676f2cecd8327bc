package dev.mandate.control.audit;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.protocol.change.ChangeForm;

/** Raises the format of the log; does nothing if it is in force already. */
record RaiseLogFormat(int format) implements ManagementCommand<Done> {
    @Override
    public ChangeProposal<Done> propose(CommandState state, Manager manager) {
        manager.requireOperator();
        int inForce = state.view().platform().catalogue().format();
        if (format > ChangeForm.NEWEST_FORMAT) {
            throw Refusals.malformed(
                    "format", "must be at most " + ChangeForm.NEWEST_FORMAT + ", the newest of this release");
        }
        if (format < inForce) {
            throw Refusals.malformed("format", "is never lowered: " + inForce + " is in force");
        }
        return format == inForce ? ChangeProposal.of() : ChangeProposal.of(new CatalogueChange.LogFormatRaised(format));
    }
}
