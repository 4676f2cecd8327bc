package dev.mandate.protocol.change;

import dev.mandate.protocol.form.MalformedForm;

/** A change of a type or version that this release does not know; a later release wrote it. */
public final class UnknownChange extends MalformedForm {
    private final String type;
    private final int version;

    UnknownChange(String type, int version) {
        super("change `" + type + "` of version `" + version + "` is unknown to this release: upgrade it");
        this.type = type;
        this.version = version;
    }

    /** Returns the change's {@code type}. */
    public String type() {
        return type;
    }

    /** Returns the change's version {@code v}. */
    public int version() {
        return version;
    }
}
