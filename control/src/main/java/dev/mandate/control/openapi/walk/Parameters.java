package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import dev.mandate.control.openapi.text.Value;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The declared parameters of operations: those of the path item, overridden one by one by the operation's own. */
final class Parameters {
    /** What distinguishes two parameters of one operation. */
    record Key(String in, String name) {}

    private final References references;
    private final Reading reading;

    /** Thousands of operations may share one list, by reference or by alias. */
    private final IdentityHashMap<Value, Map<Key, Boolean>> lists = new IdentityHashMap<>();

    Parameters(References references, Reading reading) {
        this.references = references;
        this.reading = reading;
    }

    /** Each with whether it is required. */
    Map<Key, Boolean> of(Place pathItem, Place operation) {
        Map<Key, Boolean> shared = declared(pathItem);
        if (shared.isEmpty()) {
            return declared(operation);
        }
        Map<Key, Boolean> parameters = new HashMap<>(shared);
        parameters.putAll(declared(operation));
        return parameters;
    }

    private Map<Key, Boolean> declared(Place owner) {
        Optional<Place> list = owner.member("parameters");
        if (list.isEmpty()) {
            return Map.of();
        }
        Map<Key, Boolean> known = lists.get(list.get().value());
        if (known == null) {
            known = read(list.get());
            lists.put(list.get().value(), known);
        }
        return known;
    }

    private Map<Key, Boolean> read(Place list) {
        Map<Key, Boolean> parameters = new LinkedHashMap<>();
        for (Place item : reading.items(list)) {
            references.follow(item).ifPresent(parameter -> read(item, parameter, parameters));
        }
        return parameters;
    }

    private void read(Place item, Place parameter, Map<Key, Boolean> parameters) {
        Optional<String> in = part(parameter, "in").flatMap(reading::name);
        Optional<String> name = part(parameter, "name").flatMap(reading::optionalName);
        boolean required = parameter.member("required").flatMap(reading::flag).orElse(false);
        if (in.isEmpty() || name.isEmpty()) {
            return;
        }
        Key key = new Key(in.get(), name.get());
        // only a path parameter is there in every request, whatever the document says
        if (parameters.putIfAbsent(key, required || key.in().equals("path")) != null) {
            reading.findings().warning(item, "a second " + quoted(key.name()) + " in the same list; the first counts");
        }
    }

    private Optional<Place> part(Place parameter, String name) {
        Optional<Place> member = parameter.member(name);
        return member.isPresent() ? member : reading.wrong(parameter, "a parameter must have `" + name + "`");
    }
}
