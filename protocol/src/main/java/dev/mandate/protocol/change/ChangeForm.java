package dev.mandate.protocol.change;

import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.json.DocumentPlace;
import dev.mandate.protocol.json.Forms;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The changes of an entry as the bytes that the log stores, hashes and sends: an array of objects. Each has its
 * {@code type}, its version {@code v}, and the members of that version, as {@link ChangeTypes} lists them.
 *
 * <p>INVARIANT: the readers of every released (type, v) stay.
 */
public final class ChangeForm {
    /** The newest format of the log that this release writes. */
    public static final int NEWEST_FORMAT = 3;

    private ChangeForm() {}

    /** Encodes changes, each in the newest version of its type. */
    public static Bytes write(List<? extends Change> changes) {
        return write(changes, Math.max(NEWEST_FORMAT, format(changes)));
    }

    /**
     * Encodes changes, each in the newest version of its type that this format of the log allows.
     *
     * @throws IllegalArgumentException if {@link #format} of these changes is higher
     */
    public static Bytes write(List<? extends Change> changes, int format) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        changes.forEach(change -> array.add(ChangeTypes.of(change.getClass()).write(change, format)));
        return Bytes.copyOf(Forms.bytes(array));
    }

    /** Returns the {@code type} of a class of changes. */
    public static String type(Class<? extends Change> change) {
        return ChangeTypes.of(change).name();
    }

    /**
     * Returns the lowest format of the log in which all of these changes can be written, with every constant in them. A
     * {@code LogFormatRaised} belongs to the format that it raises to, because it is written only when every node reads
     * that format.
     */
    public static int format(List<? extends Change> changes) {
        return changes.stream().mapToInt(ChangeForm::format).max().orElse(Catalogue.FIRST_FORMAT);
    }

    private static int format(Change change) {
        return change instanceof CatalogueChange.LogFormatRaised raised
                ? raised.format()
                : ChangeTypes.of(change.getClass()).format(change);
    }

    /**
     * Decodes changes of every released version.
     *
     * @throws UnknownChange if a later release wrote one of them
     * @throws MalformedForm if the bytes are not a list of changes
     */
    public static List<Change> read(Bytes bytes) {
        JsonNode array = Forms.tree(bytes.shared(), "changes");
        if (!array.isArray()) {
            throw new MalformedForm("`changes` must be an array");
        }
        DocumentPlace where = DocumentPlace.of("changes");
        List<Change> changes = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            changes.add(read(array.get(i), where.item(i)));
        }
        return changes;
    }

    private static Change read(JsonNode node, DocumentPlace where) {
        JsonNode type = node.path("type");
        JsonNode version = node.path("v");
        if (!type.isString() || !version.isIntegralNumber() || !version.canConvertToInt()) {
            throw new MalformedForm("`" + where + "` must have a `type` and a `v`");
        }
        int number = version.intValue();
        return ChangeTypes.named(type.stringValue(), number).read(number, node, where);
    }
}
