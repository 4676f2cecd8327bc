package dev.mandate.protocol.form;

import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.state.Catalogue;
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
 * The changes of an entry as the bytes that the log stores, hashes and sends: an array of objects. Each has its
 * {@code type}, which is the record's simple name, its version {@code v}, and the record's components.
 *
 * <p>INVARIANT: the readers of every released (type, v) stay. A record whose shape changes gets a new version here; its
 * old shape becomes a separate record, kept with its reader and its golden file.
 */
public final class ChangeForm {
    private static final Set<String> TAGS = Set.of("type", "v");
    private static final int FIRST = 1;

    /** The newest format of the log that this release writes. */
    public static final int NEWEST_FORMAT = 3;

    /**
     * INVARIANT: a type or version that the previous release lacked belongs to a new format, listed here. The format of
     * a released type or version never changes.
     */
    private static final Map<Class<?>, Integer> LATER = Map.ofEntries(
            // one line each
            Map.entry(CatalogueChange.PrecedenceSet.class, 3),
            Map.entry(CatalogueChange.MoveConfirmed.class, 3),
            Map.entry(LogChange.NoteErased.class, 2),
            Map.entry(UserChange.UserEnablingReserved.class, 3),
            Map.entry(AppChange.AppEnablingReserved.class, 3),
            Map.entry(AppChange.AppAuthenticationMethodsSet.class, 3),
            Map.entry(AppChange.AppConnectorsSet.class, 3),
            Map.entry(CatalogueChange.GatewayAdded.class, 3),
            Map.entry(CatalogueChange.GatewayRemoved.class, 3),
            Map.entry(CatalogueChange.IdentityKeyPublished.class, 3),
            Map.entry(CatalogueChange.BasePathSet.class, 3));

    private static final Map<String, RecordForm> FORMS = forms(Change.class);

    private ChangeForm() {}

    private static Map<String, RecordForm> forms(Class<?> type) {
        if (type.isRecord()) {
            return Map.of(type.getSimpleName(), new RecordForm(type, false));
        }
        Map<String, RecordForm> forms = new HashMap<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            forms.putAll(forms(permitted));
        }
        return forms;
    }

    /** Encodes changes, each in the newest version of its type. */
    public static Bytes write(List<? extends Change> changes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        changes.forEach(change -> array.add(written(change)));
        return Bytes.copyOf(Forms.bytes(array));
    }

    /**
     * Returns the lowest format of the log that includes all of these changes. A {@code LogFormatRaised} belongs to the
     * format that it raises to, because it is written only when every node reads that format.
     */
    public static int format(List<? extends Change> changes) {
        return changes.stream().mapToInt(ChangeForm::format).max().orElse(Catalogue.FIRST_FORMAT);
    }

    private static int format(Change change) {
        return change instanceof CatalogueChange.LogFormatRaised raised
                ? raised.format()
                : LATER.getOrDefault(change.getClass(), Catalogue.FIRST_FORMAT);
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
        Where where = Where.of("changes");
        List<Change> changes = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            changes.add(read(array.get(i), where.item(i)));
        }
        return changes;
    }

    private static Change read(JsonNode node, Where where) {
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
