package dev.mandate.engine.change;

/** Changes to the log itself. */
public sealed interface LogChange extends Change {
    /**
     * Erases the note of an earlier entry of the same stream: who made it and why. The entry's changes stay in force.
     *
     * @param revision the earlier entry's revision
     */
    record NoteErased(long revision) implements LogChange {
        public NoteErased {
            if (revision < 1) {
                throw new IllegalArgumentException("revision `" + revision + "` must be at least 1");
            }
        }
    }
}
