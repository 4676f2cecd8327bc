package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an operation is called inside a need: lower case, {@code read} or {@code submit-assets}. */
final class OperationName {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private OperationName() {}

    static Optional<String> read(Place place, Reading reading) {
        return reading.name(place)
                .flatMap(name -> NAME.matcher(name).matches()
                        ? Optional.of(name)
                        : reading.wrong(
                                place,
                                quoted(name) + " must be an operation such as `read` or `accept`: lower-case letters,"
                                        + " digits and `-`"));
    }

    static List<String> readAll(Place place, Reading reading) {
        return reading.items(place).stream()
                .flatMap(item -> read(item, reading).stream())
                .distinct()
                .toList();
    }
}
