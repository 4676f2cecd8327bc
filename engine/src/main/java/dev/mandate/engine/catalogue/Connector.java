package dev.mandate.engine.catalogue;

import dev.mandate.engine.id.ApiId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The actions of an API that an integration needs, by module. Several modules may list one action, which still has one
 * switch.
 *
 * @param id 1 to 64 of {@code [A-Za-z0-9_-]}
 */
public record Connector(String id, String name, ApiId api, Map<String, Lines> modules) {
    /** The actions that one module requires, and those that it can use. */
    public record Lines(Set<ActionKey> required, Set<ActionKey> optional) {
        public Lines {
            required = Set.copyOf(required);
            optional = Set.copyOf(optional);
        }
    }

    public Connector {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(api);
        modules = Map.copyOf(modules);
    }
}
