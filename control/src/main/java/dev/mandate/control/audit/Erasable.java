package dev.mandate.control.audit;

import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.entry.Attribution;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose note an Owner may erase: a tenant's Owner those of the tenant's people, an operator those of operators. So the Owner
 * that a recovery made cannot hide the recovery.
 */
final class Erasable {
    private static final String SAID = "a note of the platform's operator was erased, which said: ";

    private Erasable() {}

    /**
     * Refuses a note that is kept.
     *
     * @param stream whose log has the note
     * @param eraser a tenant, or the platform for its operators
     * @throws Refusal 409 for the note of a recovery on the machine, and for one of the other's people
     */
    static void require(Note note, TenantId stream, TenantId eraser) {
        if (note.actor().equals(Note.RECOVERY)) {
            throw kept("the entry is a recovery of the platform, and its note says so to everybody who comes later");
        }
        boolean ofOperator = isOfOperator(note, stream);
        if (ofOperator && !eraser.equals(TenantId.PLATFORM)) {
            throw kept(
                    "an operator of the platform made the entry, and a tenant erases the notes of its own people alone");
        }
        if (!ofOperator && !eraser.equals(stream)) {
            throw kept("the tenant's own people made the entry, and the tenant erases their notes");
        }
    }

    /**
     * Returns the reason of the entry that erases: what an operator's note in a tenant's log said, which names nobody. A recovery can so be
     * seen after its note is erased, and after the note of the erasure is. Null where nothing was said.
     */
    static @Nullable String reason(Note note, TenantId stream) {
        String said = note.reason();
        if (said == null || stream.equals(TenantId.PLATFORM) || !isOfOperator(note, stream)) {
            return null;
        }
        return said.startsWith(SAID) ? said : SAID + said;
    }

    private static boolean isOfOperator(Note note, TenantId stream) {
        return stream.equals(TenantId.PLATFORM) || Attribution.of(note, stream).withheld();
    }

    private static Refusal kept(String why) {
        return Refusal.of(ProblemCode.NOTE_KEPT, why);
    }
}
