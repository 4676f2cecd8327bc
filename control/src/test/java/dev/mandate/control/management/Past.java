package dev.mandate.control.management;

import dev.mandate.control.Inside;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.write.Log;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.TenantId;
import java.util.List;
import java.util.Optional;

/** What earlier releases wrote, and no command writes any more. */
final class Past {
    private Past() {}

    static void wrote(Studio studio, Change... changes) {
        Inside.part(Log.class)
                .append(
                        new TenantId(studio.id()),
                        new Note("past", "past", null, null),
                        Optional.empty(),
                        state -> ChangeProposal.of(List.of(changes)));
    }
}
