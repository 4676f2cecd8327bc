package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import dev.mandate.control.openapi.text.Quoted;
import dev.mandate.control.openapi.text.ReaderLimits;
import dev.mandate.control.openapi.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Typed access to places: a wrong type is noted as a problem there, and the reading goes on without the value. */
record Reading(Findings findings, ReaderLimits limits) {
    private static final int LONGEST_NAME = 256;

    /** A name: text without control characters, of 1 to 256 characters. */
    Optional<String> name(Place place) {
        if (!(place.value() instanceof Value.Text(String text))) {
            return wrong(place, "must be text, is " + place.value().kind());
        }
        if (text.isBlank() || text.length() > LONGEST_NAME || !Quoted.isPrintable(text)) {
            return wrong(place, "must be 1 to " + LONGEST_NAME + " printable characters, is " + quoted(text));
        }
        return Optional.of(text);
    }

    /** A name that the document may lack: an empty one is absent, with a warning, as generators write {@code operationId: ""}. */
    Optional<String> optionalName(Place place) {
        if (place.value() instanceof Value.Text(String text) && text.isBlank()) {
            findings.warning(place, "is empty and counts as absent");
            return Optional.empty();
        }
        return name(place);
    }

    Optional<Boolean> flag(Place place) {
        return place.value() instanceof Value.Flag(boolean set)
                ? Optional.of(set)
                : wrong(place, "must be `true` or `false`, is " + place.value().kind());
    }

    Optional<Integer> whole(Place place) {
        if (place.value() instanceof Value.Numeric(String text)) {
            try {
                return Optional.of(Integer.valueOf(text));
            } catch (NumberFormatException notWhole) {
                return wrong(place, "must be a whole number of at most 32 bits, is " + quoted(text));
            }
        }
        return wrong(place, "must be a whole number, is " + place.value().kind());
    }

    /** For people only: anything that can be shown, as one short line. */
    Optional<String> line(Place place) {
        return switch (place.value()) {
            case Value.Text(String text) -> Optional.of(Quoted.line(text, 300));
            case Value.Numeric(String text) -> Optional.of(Quoted.line(text, 300));
            case Value.Members _, Value.Items _, Value.Flag _, Value.Nothing _ -> Optional.empty();
        };
    }

    List<Place> items(Place place) {
        if (!(place.value() instanceof Value.Items(List<Value> values))) {
            wrong(place, "must be a list, is " + place.value().kind());
            return List.of();
        }
        if (values.size() > limits.entries()) {
            wrong(
                    place,
                    "has " + values.size() + " entries; at most " + limits.entries()
                            + " are read; raise `MANDATE_API_DOCUMENT_ENTRIES`");
            return List.of();
        }
        List<Place> items = new ArrayList<>(values.size());
        for (Value value : values) {
            items.add(place.at(String.valueOf(items.size()), value));
        }
        return items;
    }

    /** Distinct names. */
    List<String> names(Place place, Function<Place, Optional<String>> name) {
        return items(place).stream()
                .flatMap(item -> name.apply(item).stream())
                .distinct()
                .toList();
    }

    Map<String, Place> members(Place place) {
        if (!(place.value() instanceof Value.Members(Map<String, Value> byName))) {
            wrong(place, "must be an object, is " + place.value().kind());
            return Map.of();
        }
        if (byName.size() > limits.entries()) {
            wrong(
                    place,
                    "has " + byName.size() + " members; at most " + limits.entries()
                            + " are read; raise `MANDATE_API_DOCUMENT_ENTRIES`");
            return Map.of();
        }
        Map<String, Place> members = new LinkedHashMap<>();
        byName.forEach((name, value) -> members.put(name, place.at(name, value)));
        return members;
    }

    /** The members, after a problem for each that is not one of {@code known}. */
    Map<String, Place> membersOf(Place place, Set<String> known) {
        Map<String, Place> members = members(place);
        members.forEach((name, member) -> {
            if (!known.contains(name)) {
                wrong(
                        member,
                        quoted(name) + " is not known here; use "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        });
        return members;
    }

    <T> Optional<T> wrong(Place place, String message) {
        findings.problem(place, message);
        return Optional.empty();
    }
}
