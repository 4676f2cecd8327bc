package dev.mandate.samples.media.form;

import dev.mandate.client.upstream.Problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object that is read field by field. A bad field is noted and read as an empty value, so that one answer names
 * them all: nothing read is to be used before {@link #check()} has passed. Unknown fields are ignored.
 */
public final class Form {
    private static final UUID NO_ID = new UUID(0, 0);

    private final JsonNode object;
    private final String path;
    private final List<FieldError> errors;

    private Form(JsonNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
        if (!object.isObject()) {
            errors.add(new FieldError(path.isEmpty() ? "body" : path, "must be an object"));
        }
    }

    /** The body of a request. */
    public static Form of(JsonNode body) {
        return new Form(body, "", new ArrayList<>());
    }

    /** Text of 1 to {@code longest} characters without control characters. */
    public String text(String name, int longest) {
        String value = object.path(name).asString("");
        boolean good = object.path(name).isString()
                && !value.isBlank()
                && value.length() <= longest
                && value.chars().noneMatch(Character::isISOControl);
        return good ? value : refuse(name, "must be text of 1 to " + longest + " characters", "");
    }

    /** Text of a given form, which {@code rule} describes. */
    public String text(String name, Pattern form, String rule) {
        String value = object.path(name).asString("");
        boolean good = object.path(name).isString() && form.matcher(value).matches();
        return good ? value : refuse(name, rule, "");
    }

    public UUID id(String name) {
        return id(object.path(name), name);
    }

    /** Ids in their order, each once: 1 to {@code most} of them. */
    public List<UUID> ids(String name, int most) {
        Set<UUID> ids = new LinkedHashSet<>();
        int index = 0;
        for (JsonNode each : list(name, most)) {
            ids.add(id(each, name + "[" + index++ + "]"));
        }
        return List.copyOf(ids);
    }

    /** A whole number of 0 or more. */
    public long count(String name) {
        JsonNode value = object.path(name);
        boolean good = value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0;
        return good ? value.asLong() : refuse(name, "must be a whole number of 0 or more", 0L);
    }

    /** Objects in their order: 1 to {@code most} of them. */
    public List<Form> objects(String name, int most) {
        List<Form> forms = new ArrayList<>();
        for (JsonNode each : list(name, most)) {
            forms.add(new Form(each, at(name) + "[" + forms.size() + "]", errors));
        }
        return forms;
    }

    /** @throws InvalidFormException if anything read so far was refused */
    public void check() {
        if (!errors.isEmpty()) {
            throw new InvalidFormException(errors);
        }
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Iterable<JsonNode> list(String name, int most) {
        JsonNode value = object.path(name);
        boolean good = value.isArray() && !value.isEmpty() && value.size() <= most;
        return good ? value : refuse(name, "must be a list of 1 to " + most, List.of());
    }

    private UUID id(JsonNode value, String name) {
        return Ids.parse(value.asString("")).orElseGet(() -> refuse(name, "must be a UUID", NO_ID));
    }

    private <T> T refuse(String name, String rule, T instead) {
        if (object.isObject()) {
            errors.add(new FieldError(at(name), rule));
        }
        return instead;
    }
}
