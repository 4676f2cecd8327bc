package dev.mandate.protocol.change;

import dev.mandate.engine.change.Change;
import dev.mandate.protocol.json.DocumentPlace;
import dev.mandate.protocol.json.RecordForm;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One released version of a type of change: which members it has, and since which format of the log it is written. */
final class ChangeVersion {
    private static final Set<String> TAGS = Set.of("type", "v");

    private final int format;
    private final RecordForm members;
    private final Function<Object, Change> current;
    private final Function<Change, Optional<?>> shape;

    private ChangeVersion(
            int format, Class<?> record, Function<Object, Change> current, Function<Change, Optional<?>> shape) {
        this.format = format;
        this.members = new RecordForm(record, false);
        this.current = current;
        this.shape = shape;
    }

    /** Returns the version whose members are the components of the change. */
    static ChangeVersion newest(int format, Class<? extends Change> change) {
        return new ChangeVersion(format, change, change::cast, Optional::of);
    }

    /**
     * Returns an earlier version.
     *
     * @param record its members; never changes
     * @param current converts it to the change of today
     * @param shape converts a change of today to it; empty for a change that it cannot hold
     */
    @SuppressWarnings("unchecked") // a version receives only changes of the class that its type lists
    static <C extends Change, R extends Record> ChangeVersion earlier(
            int format, Class<R> record, Function<R, C> current, Function<C, Optional<R>> shape) {
        return new ChangeVersion(
                format, record, value -> current.apply(record.cast(value)), value -> shape.apply((C) value));
    }

    /** Returns the first format of the log in which this version may be written. */
    int format() {
        return format;
    }

    /** Returns the lowest format in which the change may be written in this version; empty if it does not fit. */
    OptionalInt formatOf(Change change) {
        return shape.apply(change)
                .map(value -> OptionalInt.of(Math.max(format, members.format(value))))
                .orElseGet(OptionalInt::empty);
    }

    /** Adds the members to an object. */
    void write(Change change, ObjectNode object) {
        members.write(shape.apply(change).orElseThrow(), object);
    }

    Change read(JsonNode node, DocumentPlace where) {
        return current.apply(members.read(node, where, TAGS));
    }
}
