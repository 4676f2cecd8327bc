package dev.mandate.control.openapi;

import java.util.Optional;

/** A value together with the JSON pointer (RFC 6901) that leads to it, so that every message can say where. */
record Place(String pointer, Value value) {
    Optional<Place> member(String name) {
        return value instanceof Value.Members members && members.byName().containsKey(name)
                ? Optional.of(at(name, members.byName().get(name)))
                : Optional.empty();
    }

    Place at(String name, Value member) {
        return new Place(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), member);
    }
}
