package dev.mandate.protocol.form;

import dev.mandate.engine.change.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The changes of an entry as the bytes that the log stores, hashes and sends: an array of objects, each with its
 * {@code type}, which is the record's simple name, its version {@code v} and the record's components.
 *
 * <p>INVARIANT: the readers of every (type, v) ever released stay. A record whose shape changes gets a new version here;
 * its old shape becomes a record of its own beside its reader, with its golden file.
 */
public final class ChangeForm {
    private static final Set<String> TAGS = Set.of("type", "v");
    private static final int FIRST = 1;

    private static final Map<String, RecordForm> FORMS = forms(Change.class);

    private ChangeForm() {}

    private static Map<String, RecordForm> forms(Class<?> type) {
        if (type.isRecord()) {
            return Map.of(type.getSimpleName(), new RecordForm(type));
        }
        Map<String, RecordForm> forms = new HashMap<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            forms.putAll(forms(permitted));
        }
        return forms;
    }

    /** In the newest version of each type. */
    public static Bytes write(List<? extends Change> changes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        changes.forEach(change -> array.add(written(change)));
        return Bytes.copyOf(Forms.bytes(array));
    }

    private static ObjectNode written(Change change) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        String type = change.getClass().getSimpleName();
        object.put("type", type);
        object.put("v", FIRST);
        Objects.requireNonNull(FORMS.get(type)).write(change, object);
        return object;
    }

    /**
     * Reads every version ever released.
     *
     * @throws UnknownChange if a later release wrote it
     * @throws MalformedForm if it is no list of changes
     */
    public static List<Change> read(Bytes bytes) {
        JsonNode array = Forms.tree(bytes.shared(), "changes");
        if (!array.isArray()) {
            throw new MalformedForm("`changes` must be an array");
        }
        List<Change> changes = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            changes.add(read(array.get(i), "changes[" + i + "]"));
        }
        return changes;
    }

    private static Change read(JsonNode node, String where) {
        JsonNode type = node.path("type");
        JsonNode version = node.path("v");
        if (!type.isString() || !version.isIntegralNumber() || !version.canConvertToInt()) {
            throw new MalformedForm("`" + where + "` must have a `type` and a `v`");
        }
        RecordForm form = FORMS.get(type.stringValue());
        if (form == null || version.intValue() != FIRST) {
            throw new UnknownChange(type.stringValue(), version.intValue());
        }
        return (Change) form.read(node, where, TAGS);
    }
}
