package dev.mandate.control.openapi.walk;

import dev.mandate.control.openapi.text.Value;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a document, with the way that leads to it, so that every message can say where it is.
 *
 * @param parent null for the document itself
 * @param name of the member, or the number of the item, in the parent
 */
record Place(@Nullable Place parent, String name, Value value) {
    static Place root(Value document) {
        return new Place(null, "", document);
    }

    Optional<Place> member(String member) {
        if (value instanceof Value.Members(Map<String, Value> byName)) {
            Value found = byName.get(member);
            return found == null ? Optional.empty() : Optional.of(at(member, found));
        }
        return Optional.empty();
    }

    Place at(String member, Value found) {
        return new Place(this, member, found);
    }

    /** The JSON pointer (RFC 6901) of the place: made when a message needs it, as most places have no message. */
    String pointer() {
        return parent == null
                ? ""
                : parent.pointer() + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
