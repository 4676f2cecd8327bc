package dev.mandate.protocol.change;

import dev.mandate.engine.change.Change;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.json.DocumentPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One type of change on the wire: its name, and its released versions.
 *
 * @param name the {@code type} of the JSON object; never changes, whatever the class is called
 * @param change the class of the change
 * @param versions oldest first, numbered from 1; the members of the last are the components of the change
 */
record ChangeType(String name, Class<? extends Change> change, List<ChangeVersion> versions) {
    ChangeType {
        Objects.requireNonNull(name);
        Objects.requireNonNull(change);
        versions = List.copyOf(versions);
    }

    /**
     * Returns a type with one version.
     *
     * @param format the first format of the log in which it may be written
     */
    static ChangeType of(int format, String name, Class<? extends Change> change) {
        return new ChangeType(name, change, List.of(ChangeVersion.newest(format, change)));
    }

    /** Returns this type with earlier versions than those known so far, oldest first. */
    ChangeType after(ChangeVersion... earlier) {
        List<ChangeVersion> all = new ArrayList<>(List.of(earlier));
        all.addAll(versions);
        return new ChangeType(name, change, all);
    }

    /** Returns the lowest format of the log in which the change may be written, in whatever version. */
    int format(Change value) {
        return versions.stream()
                .flatMapToInt(version -> version.formatOf(value).stream())
                .min()
                .orElseThrow(() -> new AssertionError("no version of `" + name + "` holds every change"));
    }

    /** Writes the change in the newest version that this format of the log allows; at least one is. */
    ObjectNode write(Change value, int format) {
        for (int number = versions.size(); number > 0; number--) {
            ChangeVersion version = versions.get(number - 1);
            if (version.formatOf(value).orElse(Integer.MAX_VALUE) <= format) {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                object.put("type", name);
                object.put("v", number);
                version.write(value, object);
                return object;
            }
        }
        throw new IllegalArgumentException("a `" + name + "` like this belongs to a later format than " + format);
    }

    /**
     * Reads a change of a released version.
     *
     * @throws UnknownChange if a later release wrote it
     * @throws MalformedForm if its members are not those of the version
     */
    Change read(int number, JsonNode node, DocumentPlace where) {
        if (number < 1 || number > versions.size()) {
            throw new UnknownChange(name, number);
        }
        return versions.get(number - 1).read(node, where);
    }
}
