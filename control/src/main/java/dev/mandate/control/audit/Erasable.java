package dev.mandate.control.audit;

import dev.mandate.control.api.Refusals;
import dev.mandate.control.log.Attribution;
import dev.mandate.control.log.Note;
import dev.mandate.control.log.Refusal;
import dev.mandate.engine.id.TenantId;

/** Which notes stay: one that could be erased would not show a recovery to anybody who comes later. */
final class Erasable {
    private Erasable() {}

    /**
     * Refuses a note that is kept.
     *
     * @throws Refusal 409 for a recovery's, and for one of the platform's operators in a tenant's log
     */
    static void require(Note note, TenantId stream) {
        if (note.actor().equals(Note.RECOVERY)) {
            throw kept("the entry is a recovery of the platform, and its note says so to everybody who comes later");
        }
        if (Attribution.of(note, stream).withheld()) {
            throw kept(
                    "an operator of the platform made the entry, and a tenant erases the notes of its own people alone");
        }
    }

    private static Refusal kept(String why) {
        return Refusals.conflict("note_kept", why);
    }
}
