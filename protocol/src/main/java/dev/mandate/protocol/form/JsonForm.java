package dev.mandate.protocol.form;

/**
 * A record type as one strict JSON document: ids and digests as strings, times in ISO 8601, absent optionals left out,
 * sets and maps in order. What it does not know it refuses, unless it is lenient.
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

    /** One that passes over members that it does not know, at any depth: for what two releases say to each other. */
    public static <T extends Record> JsonForm<T> lenient(Class<T> type) {
        return new JsonForm<>(type, true);
    }

    /** UTF-8, without a line break. */
    public byte[] write(T value) {
        return Forms.bytes(form.write(value));
    }

    /**
     * Reads what {@link #write} wrote, by this release or, if it is lenient, a later one.
     *
     * @throws MalformedForm if it is anything else
     */
    public T read(byte[] bytes) {
        String name = type.getSimpleName();
        return type.cast(form.read(Forms.tree(bytes, name), name));
    }
}
