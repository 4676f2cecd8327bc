package dev.mandate.samples.form;

import dev.mandate.client.upstream.Problem.FieldError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads a JSON object field by field. An invalid field is noted and read as an empty value, so that one answer names
 * all of them. Use no value before {@link #check()} has passed.
 */
public final class RequestForm {
    private static final UUID NO_ID = new UUID(0, 0);
    private static final int DECIMALS = 2;
    private static final int LONGEST_NAME_SHOWN = 64;
    private static final int MOST_UNKNOWN_SHOWN = 20;

    private final JsonNode object;
    private final String path;
    private final Reading reading;
    private final Set<String> known = new HashSet<>();

    /**
     * The state of reading one body: whether unknown fields are refused, the refused fields, and the objects read so
     * far.
     */
    private record Reading(boolean closed, List<FieldError> errors, List<RequestForm> forms) {}

    private RequestForm(JsonNode object, String path, Reading reading) {
        this.object = object;
        this.path = path;
        this.reading = reading;
        if (!object.isObject()) {
            reading.errors().add(new FieldError(path.isEmpty() ? "body" : path, "must be an object"));
        }
    }

    private static RequestForm in(Reading reading, JsonNode object, String path) {
        RequestForm form = new RequestForm(object, path, reading);
        reading.forms().add(form);
        return form;
    }

    /** Returns a form of a request body that ignores unknown fields. */
    public static RequestForm of(JsonNode body) {
        return in(new Reading(false, new ArrayList<>(), new ArrayList<>()), body, "");
    }

    /** Returns a form of a request body that refuses every field that was not read before {@link #check()}. */
    public static RequestForm closed(JsonNode body) {
        return in(new Reading(true, new ArrayList<>(), new ArrayList<>()), body, "");
    }

    /** Returns whether the field is present, even if it is null. */
    public boolean has(String name) {
        known.add(name);
        return object.has(name);
    }

    /** Returns whether the field is present and null. */
    public boolean isNull(String name) {
        return member(name).isNull();
    }

    /** Returns text of 1 to {@code longest} characters without control characters. */
    public String text(String name, int longest) {
        String value = member(name).asString("");
        boolean good = member(name).isString()
                && !value.isBlank()
                && value.length() <= longest
                && value.chars().noneMatch(Character::isISOControl);
        return good ? value : refuse(name, "must be text of 1 to " + longest + " characters", "");
    }

    /** Returns text as {@link #text(String, int)} does; empty if the field is absent. */
    public Optional<String> optionalText(String name, int longest) {
        return has(name) ? Optional.of(text(name, longest)) : Optional.empty();
    }

    /**
     * Returns text that matches a pattern.
     *
     * @param rule describes the pattern in the refusal
     */
    public String text(String name, Pattern form, String rule) {
        String value = member(name).asString("");
        boolean good = member(name).isString() && form.matcher(value).matches();
        return good ? value : refuse(name, rule, "");
    }

    /** Returns an id with the syntax of Mandate's tenants and spaces. */
    public String mandateId(String name) {
        return text(name, IdParser.MANDATE, "must be 1 to 64 characters of [A-Za-z0-9_-]");
    }

    public UUID id(String name) {
        return id(member(name), name);
    }

    /** Returns 1 to {@code most} ids, in order and without repeats. */
    public List<UUID> ids(String name, int most) {
        Set<UUID> ids = new LinkedHashSet<>();
        int index = 0;
        for (JsonNode each : list(name, most)) {
            ids.add(id(each, name + "[" + index++ + "]"));
        }
        return List.copyOf(ids);
    }

    /** Returns a whole number of 0 or more. */
    public long count(String name) {
        JsonNode value = member(name);
        boolean good = value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0;
        return good ? value.asLong() : refuse(name, "must be a whole number of 0 or more", 0L);
    }

    /** Returns a whole number of 1 to {@code most}; 0 if the field is refused. */
    public long number(String name, long most) {
        JsonNode value = member(name);
        boolean good =
                value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 1 && value.asLong() <= most;
        return good ? value.asLong() : refuse(name, "must be a whole number of 1 to " + most, 0L);
    }

    /** Returns an amount of money above 0, up to {@code most}, with exactly two decimals; the field may have fewer. */
    public BigDecimal money(String name, BigDecimal most) {
        JsonNode value = member(name);
        if (value.isNumber()) {
            BigDecimal amount = value.decimalValue();
            // the scale comes last: only a number of bounded size may be expanded
            if (amount.signum() > 0
                    && amount.compareTo(most) <= 0
                    && amount.stripTrailingZeros().scale() <= DECIMALS) {
                return amount.setScale(DECIMALS, RoundingMode.UNNECESSARY);
            }
        }
        return refuse(
                name,
                "must be a number above 0 and up to " + most.toPlainString() + " with at most 2 decimals",
                BigDecimal.ONE);
    }

    /** Returns 1 to {@code most} objects, in order. */
    public List<RequestForm> objects(String name, int most) {
        List<RequestForm> forms = new ArrayList<>();
        for (JsonNode each : list(name, most)) {
            forms.add(in(reading, each, at(name) + "[" + forms.size() + "]"));
        }
        return forms;
    }

    /** Refuses a field for a reason that the caller found. */
    public void refuse(String name, String rule) {
        refuse(name, rule, name);
    }

    /**
     * Throws if anything was refused.
     *
     * @throws InvalidFormException if a value read so far was refused, or the form refuses unknown fields and has one
     */
    public void check() {
        if (reading.closed()) {
            reading.forms().forEach(RequestForm::refuseUnknown);
        }
        if (!reading.errors().isEmpty()) {
            throw new InvalidFormException(reading.errors());
        }
    }

    private void refuseUnknown() {
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .limit(MOST_UNKNOWN_SHOWN)
                .map(name -> name.substring(0, Math.min(name.length(), LONGEST_NAME_SHOWN)))
                .forEach(name -> refuse(name, "is not known here, leave it out"));
    }

    private JsonNode member(String name) {
        known.add(name);
        return object.path(name);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Iterable<JsonNode> list(String name, int most) {
        JsonNode value = member(name);
        boolean good = value.isArray() && !value.isEmpty() && value.size() <= most;
        return good ? value : refuse(name, "must be a list of 1 to " + most, List.of());
    }

    private UUID id(JsonNode value, String name) {
        return IdParser.parse(value.asString("")).orElseGet(() -> refuse(name, "must be a UUID", NO_ID));
    }

    private <T> T refuse(String name, String rule, T instead) {
        if (object.isObject()) {
            reading.errors().add(new FieldError(at(name), rule));
        }
        return instead;
    }
}
