package dev.mandate.protocol.form;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts the records of a sealed type to and from JSON documents whose {@code type} is the record's simple name.
 * Known types are read as strictly as {@link JsonForm} does; unknown types are left to the caller.
 */
public final class TaggedForm<T> {
    private static final String TYPE = "type";
    private static final Set<String> TAGS = Set.of(TYPE);

    private final Class<T> type;
    private final Map<String, RecordForm> forms = new HashMap<>();

    private TaggedForm(Class<T> type) {
        this.type = type;
        add(type);
    }

    private void add(Class<?> part) {
        if (part.isRecord()) {
            forms.put(part.getSimpleName(), new RecordForm(part, false));
            return;
        }
        for (Class<?> permitted : part.getPermittedSubclasses()) {
            add(permitted);
        }
    }

    public static <T> TaggedForm<T> of(Class<T> type) {
        return new TaggedForm<>(type);
    }

    /** Returns the document in UTF-8, without a line break. */
    public byte[] write(T value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        String name = value.getClass().getSimpleName();
        object.put(TYPE, name);
        Objects.requireNonNull(forms.get(name)).write(value, object);
        return Forms.bytes(object);
    }

    /**
     * Reads what {@link #write} wrote; empty if this release does not know the type.
     *
     * @throws MalformedForm if the document is anything else
     */
    public Optional<T> read(byte[] bytes) {
        JsonNode node = Forms.tree(bytes, type.getSimpleName());
        JsonNode tag = node.path(TYPE);
        if (!tag.isString()) {
            throw new MalformedForm("`" + type.getSimpleName() + "` must have a `type`");
        }
        RecordForm form = forms.get(tag.stringValue());
        return form == null
                ? Optional.empty()
                : Optional.of(type.cast(form.read(node, Where.of(tag.stringValue()), TAGS)));
    }
}
