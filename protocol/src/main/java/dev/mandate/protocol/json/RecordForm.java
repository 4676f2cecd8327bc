package dev.mandate.protocol.json;

import dev.mandate.engine.state.Catalogue;
import dev.mandate.protocol.form.MalformedForm;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A record as a JSON object with a member for each component. Empty optionals and nulls are omitted. */
public final class RecordForm implements Form {
    private final Constructor<?> constructor;
    private final List<Member> members;
    private final Set<String> names = new HashSet<>();
    private final boolean lenient;

    public RecordForm(Class<?> type, boolean lenient) {
        this.lenient = lenient;
        RecordComponent[] components = type.getRecordComponents();
        this.constructor = constructor(type, components);
        this.members = Arrays.stream(components).map(c -> Member.of(c, lenient)).toList();
        members.forEach(m -> names.add(m.name()));
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new LinkageError("every record has its canonical constructor", e);
        }
    }

    Set<String> names() {
        return names;
    }

    @Override
    public ObjectNode write(Object value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        write(value, object);
        return object;
    }

    /** Adds the members to an object that may already have others. */
    public void write(Object value, ObjectNode object) {
        for (Member member : members) {
            Object part = member.of(value);
            if (part != null) {
                object.set(member.name(), member.form().write(part));
            }
        }
    }

    @Override
    public int format(Object value) {
        int format = Catalogue.FIRST_FORMAT;
        for (Member member : members) {
            Object part = member.of(value);
            format = part == null ? format : Math.max(format, member.form().format(part));
        }
        return format;
    }

    @Override
    public Object read(JsonNode node, DocumentPlace where) {
        return read(node, where, Set.of());
    }

    /** Reads an object that may also have these other members. */
    public Object read(JsonNode node, DocumentPlace where, Set<String> others) {
        if (!node.isObject()) {
            throw new MalformedForm("`" + where + "` must be an object");
        }
        if (!lenient) {
            refuseUnknown(node, where, others);
        }
        @Nullable Object[] parts = new @Nullable Object[members.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = members.get(i).read(node, where);
        }
        return made(parts, where);
    }

    private void refuseUnknown(JsonNode node, DocumentPlace where, Set<String> others) {
        for (String name : node.propertyNames()) {
            if (!names.contains(name) && !others.contains(name)) {
                throw new MalformedForm("`" + where.member(name) + "` is unknown");
            }
        }
    }

    /** Returns the record of these components. */
    Object made(@Nullable Object[] parts, DocumentPlace where) {
        try {
            return constructor.newInstance(parts);
        } catch (InvocationTargetException e) {
            throw new MalformedForm("`" + where + "` is refused: " + reason(e), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record's constructor can be called", e);
        }
    }

    private static String reason(InvocationTargetException e) {
        return Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("a component is missing");
    }
}
