package dev.mandate.engine.change;

/** Changes to the log itself: what of it is no longer kept. */
public sealed interface LogChange extends Change {
    /**
     * The note of an earlier entry of the same stream, who did it and why, is no longer kept. What the entry did stands.
     *
     * @param revision of that entry
     */
    record NoteErased(long revision) implements LogChange {
        public NoteErased {
            if (revision < 1) {
                throw new IllegalArgumentException("revision `" + revision + "` must be at least 1");
            }
        }
    }
}
