package dev.mandate.engine.route;

import dev.mandate.engine.template.Endpoint;
import java.util.List;
import java.util.SortedSet;

/** What the router says to a method and a path. */
public sealed interface Route {
    /** One action has the request. */
    record Found(Endpoint endpoint) implements Route {}

    /**
     * Several actions of one API match the request, or do in a spelling that upstreams take for this one, and nothing orders
     * them: which one the upstream takes is not known, so the request needs the right on each.
     *
     * @param endpoints two or more, by key
     */
    record Shared(List<Endpoint> endpoints) implements Route {
        public Shared {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * The path is known, the method is not.
     *
     * @param allow the methods with which the path is an enabled API's, for the {@code Allow} header (RFC 9110, section
     *     15.5.6)
     */
    record OtherMethod(SortedSet<String> allow) implements Route {}

    /** No template matches, or an action that has the request, or may have it, is of another API or of one that is not enabled. */
    record Unknown() implements Route {}
}
