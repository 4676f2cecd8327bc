package dev.mandate.control.catalogue.compare;

import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.template.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two catalogues that differ in one API, or in precedences of its actions: which of its endpoints left, which are ordered anew, and
 * which are of another server.
 *
 * @param before the API's served endpoints as they were
 * @param after the same as they will be
 * @param others those of all other APIs, which stay as they are
 */
public record CatalogueDiff(Map<ActionId, Endpoint> before, Map<ActionId, Endpoint> after, List<Endpoint> others) {
    /** One API in a catalogue, whose precedences are in force. */
    public record Side(Catalogue catalogue, Api api) {
        private Map<ActionId, Endpoint> endpoints(Templates templates) {
            return templates.endpoints(catalogue, api).stream()
                    .collect(Collectors.toMap(e -> e.action().id(), Function.identity()));
        }
    }

    /** Compares the API's own endpoints; call {@link #with} to add other APIs. */
    static CatalogueDiff of(Templates templates, Side before, Side after) {
        return new CatalogueDiff(before.endpoints(templates), after.endpoints(templates), List.of());
    }

    CatalogueDiff with(List<Endpoint> otherApis) {
        return new CatalogueDiff(before, after, otherApis);
    }

    /** All endpoints as they will be. */
    List<Endpoint> all() {
        return Stream.concat(after.values().stream(), others.stream()).toList();
    }

    /** Returns the removed endpoints with their old precedence. */
    List<Endpoint> lost() {
        return before.values().stream()
                .filter(endpoint -> !after.containsKey(endpoint.action().id()))
                .toList();
    }

    /** Those of another precedence, as they will be. */
    List<Endpoint> orderedAnew() {
        return after.values().stream().filter(this::isOrderedAnew).toList();
    }

    /** Those that another server has, as they will be, without those of another precedence. */
    List<Endpoint> onAnotherServer() {
        return after.values().stream()
                .filter(endpoint -> isOnAnotherServer(endpoint) && !isOrderedAnew(endpoint))
                .toList();
    }

    private boolean isOnAnotherServer(Endpoint endpoint) {
        Endpoint earlier = before.get(endpoint.action().id());
        return earlier != null && !earlier.api().sharesUpstreamWith(endpoint.api());
    }

    boolean isOrderedAnew(Endpoint endpoint) {
        Endpoint earlier = before.get(endpoint.action().id());
        return earlier != null
                && earlier.action().precedence() != endpoint.action().precedence();
    }

    /** Whether a walk of those ordered anew against all visits a pair for the second time, or an endpoint with itself. */
    boolean isSecondVisit(Endpoint one, Endpoint other) {
        return isOrderedAnew(one)
                && isOrderedAnew(other)
                && one.action().id().value() >= other.action().id().value();
    }

    boolean isLost(Endpoint endpoint) {
        ActionId id = endpoint.action().id();
        return before.containsKey(id) && !after.containsKey(id);
    }

    /** Whether the endpoint was served before the change; endpoints of other APIs always were. */
    boolean wasServed(Endpoint endpoint) {
        ActionId id = endpoint.action().id();
        return before.containsKey(id) || !after.containsKey(id);
    }

    /** The endpoint as it was, of one that was served. */
    Endpoint earlier(Endpoint endpoint) {
        return before.getOrDefault(endpoint.action().id(), endpoint);
    }
}
