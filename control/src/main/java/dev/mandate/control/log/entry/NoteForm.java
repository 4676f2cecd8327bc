package dev.mandate.control.log.entry;

import dev.mandate.control.log.command.Note;
import dev.mandate.protocol.document.JsonForm;
import dev.mandate.protocol.form.Bytes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Notes as bytes: 16 random ones, so that nobody can guess an erased note from its hash, and then the JSON object.
 */
public final class NoteForm {
    private static final int SALT = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The shape on disk; members of old notes are never renamed. */
    record Written(String actor, String request, Optional<String> reason, Optional<String> address) {}

    private static final JsonForm<Written> FORM = JsonForm.of(Written.class);

    private NoteForm() {}

    /** Returns the bytes with a new salt. */
    public static Bytes write(Note note) {
        byte[] json = FORM.write(new Written(
                note.actor(),
                note.requestId(),
                Optional.ofNullable(note.reason()),
                Optional.ofNullable(note.address())));
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return Bytes.copyOf(
                ByteBuffer.allocate(SALT + json.length).put(salt).put(json).array());
    }

    static Note read(Bytes bytes) {
        byte[] all = bytes.toByteArray();
        Written written = FORM.read(Arrays.copyOfRange(all, SALT, Math.max(SALT, all.length)));
        return new Note(
                written.actor(),
                written.request(),
                written.reason().orElse(null),
                written.address().orElse(null));
    }
}
