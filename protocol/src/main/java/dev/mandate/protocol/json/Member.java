package dev.mandate.protocol.json;

import dev.mandate.protocol.form.MalformedForm;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A component of a record as a member of a JSON object. */
public record Member(String name, Presence presence, Method accessor, Form form) {
    /** INVARIANT: these are the nullable components of all changes; a test compares. */
    public static final Set<String> NULLABLE = Set.of("until", "notAfter", "precedence");

    /** Whether a member may be omitted; an omitted one is read as an empty optional or as null. */
    enum Presence {
        REQUIRED,
        OPTIONAL,
        NULLABLE
    }

    static Member of(RecordComponent component, boolean lenient) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        Type type = component.getGenericType();
        if (component.getType() == Optional.class) {
            Type content = ((ParameterizedType) type).getActualTypeArguments()[0];
            return new Member(component.getName(), Presence.OPTIONAL, accessor, Forms.of(content, lenient));
        }
        boolean empty = type == Instant.class || type == Integer.class;
        boolean nullable = empty && NULLABLE.contains(component.getName());
        Presence presence = nullable ? Presence.NULLABLE : Presence.REQUIRED;
        return new Member(component.getName(), presence, accessor, Forms.of(type, lenient));
    }

    /** Returns the component's value in the record, unwrapped from its optional; null if it is absent. */
    @Nullable
    Object of(Object value) {
        try {
            Object part = accessor.invoke(value);
            return part instanceof Optional<?> o ? o.orElse(null) : part;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record's accessor can be called", e);
        }
    }

    /** Returns the constructor argument for this member. */
    @Nullable
    Object read(JsonNode object, DocumentPlace where) {
        JsonNode node = object.get(name);
        DocumentPlace place = where.member(name);
        if (node == null && presence == Presence.REQUIRED) {
            throw new MalformedForm("`" + place + "` is missing");
        }
        Object part = node == null ? null : form.read(node, place);
        return presence == Presence.OPTIONAL ? Optional.ofNullable(part) : part;
    }
}
