package dev.mandate.control.catalogue.compare;

import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.template.Endpoint;

/**
 * Requests that another action decides than before: no switch moves, but whoever holds the other action can make them.
 *
 * @param from had the requests, alone or together with the other one
 * @param to has them alone from now on
 */
public record Reroute(Endpoint from, Endpoint to, Cause cause) {
    /** Why the requests go to the other action. */
    enum Cause {
        /** The action left its API's document. */
        LEFT,
        /** The two overlap, and a precedence gives the requests to the other one. */
        ORDERED,
        /** The requests are the first one's in another spelling: it left, has the lower precedence, or is of another server. */
        SPELLED
    }

    /** The two actions. */
    public record Way(ActionId from, ActionId to) {}

    public Way way() {
        return new Way(from.action().id(), to.action().id());
    }

    /** Whether the other action is in force, so that its holders can make the requests at once. */
    boolean widens() {
        return to.action().status() == ActionStatus.ACTIVE;
    }

    /** Whether nobody could make the requests before: two APIs with one upstream shared them, which is answered with 404. */
    public boolean wasOfNobody() {
        return cause == Cause.SPELLED && !from.api().id().equals(to.api().id());
    }

    public String message() {
        return switch (cause) {
            case LEFT ->
                "requests that " + named(from) + " had are requests of " + named(to)
                        + " from now on: whoever holds that can make them";
            case ORDERED ->
                "requests that match " + named(from) + " and " + named(to) + " are requests of " + named(to)
                        + " alone from now on: whoever holds that can make them";
            case SPELLED ->
                "requests that match " + named(to) + ", and " + named(from) + " in another spelling, are requests of "
                        + named(to) + " alone from now on: whoever holds that can make them";
        };
    }

    private String named(Endpoint endpoint) {
        String api = from.api().id().equals(to.api().id())
                ? ""
                : " of api `" + endpoint.api().id() + "`";
        return "`" + endpoint.action().key() + "`" + api;
    }
}
