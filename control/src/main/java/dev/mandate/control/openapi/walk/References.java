package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import dev.mandate.control.openapi.text.Value;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows {@code $ref} inside the document, {@code #/...} alone; there is no code here that could open anything else.
 *
 * <p>A pointer is evaluated on the document as written, never through another reference.
 */
final class References {
    private static final String REF = "$ref";
    private static final int LONGEST_CHAIN = 16;
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");
    private static final Pattern BAD_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final Place root;
    private final Reading reading;

    /** Thousands of places may name one target. */
    private final Map<String, Optional<Place>> targets = new HashMap<>();

    References(Place root, Reading reading) {
        this.root = root;
        this.reading = reading;
    }

    /** The place itself, or what it refers to in the end; members next to a {@code $ref} are ignored. */
    Optional<Place> follow(Place place) {
        return place.member(REF).isPresent() ? target(place) : Optional.of(place);
    }

    private Optional<Place> target(Place place) {
        Place now = place;
        Set<String> visited = new HashSet<>();
        for (Optional<Place> ref = now.member(REF); ref.isPresent(); ref = now.member(REF)) {
            Optional<Place> target = target(ref.get(), visited);
            if (target.isEmpty()) {
                return target;
            }
            now = target.get();
        }
        return Optional.of(now);
    }

    /** As {@link #follow}, for objects where a member next to {@code $ref} has no defined meaning. */
    Optional<Place> followAlone(Place place) {
        if (place.member(REF).isEmpty()) {
            return Optional.of(place);
        }
        if (place.value() instanceof Value.Members(Map<String, Value> byName)) {
            for (String name : byName.keySet()) {
                if (!isHarmless(name)) {
                    return reading.wrong(
                            place.at(name, Value.Nothing.NULL),
                            quoted(name) + " beside `$ref` is ambiguous; move it into what the reference names");
                }
            }
        }
        return target(place);
    }

    private static boolean isHarmless(String name) {
        return Set.of(REF, "summary", "description").contains(name)
                || (name.startsWith("x-") && !name.equals(MandateMember.NAME));
    }

    private Optional<Place> target(Place ref, Set<String> visited) {
        if (!(ref.value() instanceof Value.Text(String uri))) {
            return reading.wrong(ref, "must be text, is " + ref.value().kind());
        }
        if (!uri.startsWith("#/")) {
            return reading.wrong(
                    ref, quoted(uri) + " is not a `#/...` pointer into this document; bundle the document first");
        }
        if (!visited.add(uri)) {
            return reading.wrong(ref, quoted(uri) + " leads back to itself; point it at an object");
        }
        if (visited.size() > LONGEST_CHAIN) {
            return reading.wrong(
                    ref,
                    quoted(uri) + " is the end of more than " + LONGEST_CHAIN
                            + " references in a row; point it at the object itself");
        }
        Optional<Place> target = targets.computeIfAbsent(uri, this::lookUp);
        return target.isPresent()
                ? target
                : reading.wrong(
                        ref, quoted(uri) + " names nothing in this document; correct it or bundle the document first");
    }

    private Optional<Place> lookUp(String uri) {
        String pointer = uri.substring(1);
        if (BAD_PERCENT.matcher(pointer).find()) {
            return Optional.empty();
        }
        // a form decoder, but for the plus sign; malformed UTF-8 becomes U+FFFD and names nothing
        String decoded = URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (BAD_ESCAPE.matcher(decoded).find()) {
            return Optional.empty();
        }
        Optional<Place> place = Optional.of(root);
        for (String token : List.of(decoded.substring(1).split("/", -1))) {
            String name = token.replace("~1", "/").replace("~0", "~");
            place = place.flatMap(parent -> child(parent, name));
        }
        return place;
    }

    private static Optional<Place> child(Place parent, String name) {
        if (parent.value() instanceof Value.Items(List<Value> values)
                && INDEX.matcher(name).matches()) {
            int index = Integer.parseInt(name);
            return index < values.size() ? Optional.of(parent.at(name, values.get(index))) : Optional.empty();
        }
        return parent.member(name);
    }
}
