package dev.mandate.protocol.document;

import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.json.DocumentPlace;
import dev.mandate.protocol.json.Form;
import dev.mandate.protocol.json.Forms;

/**
 * Converts a record type to and from one JSON document: ids and digests as strings, times in ISO 8601, empty optionals
 * omitted, sets and maps sorted. Unknown members are refused, unless the form is lenient.
 */
public final class JsonForm<T extends Record> {
    private final Class<T> type;
    private final Form form;

    private JsonForm(Class<T> type, boolean lenient) {
        this.type = type;
        this.form = Forms.of(type, lenient);
    }

    public static <T extends Record> JsonForm<T> of(Class<T> type) {
        return new JsonForm<>(type, false);
    }

    /** Returns a form that ignores unknown members at any depth, for messages between different releases. */
    public static <T extends Record> JsonForm<T> lenient(Class<T> type) {
        return new JsonForm<>(type, true);
    }

    /** Returns the document in UTF-8, without a line break. */
    public byte[] write(T value) {
        return Forms.bytes(form.write(value));
    }

    /**
     * Reads what {@link #write} of this release wrote; a lenient form also reads documents of a later release.
     *
     * @throws MalformedForm otherwise
     */
    public T read(byte[] bytes) {
        String name = type.getSimpleName();
        return type.cast(form.read(Forms.tree(bytes, name), DocumentPlace.of(name)));
    }
}
