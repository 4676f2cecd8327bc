package dev.mandate.engine.catalogue;

import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An API as last imported.
 *
 * @param upstream the absolute URL to which the gateway forwards: scheme and authority, without a path; empty for an
 *     API that the control plane serves itself
 * @param basePath empty, or begins with {@code /} and does not end with it; every template begins with it
 * @param offers the entity roles that the API lists
 * @param actions all actions that the API ever had; those removed from the document are {@code RETIRED}
 */
public record Api(
        ApiId id, ApiKind kind, String upstream, String basePath, List<RoleOffer> offers, List<Action> actions) {
    public Api {
        Objects.requireNonNull(id);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(upstream);
        Objects.requireNonNull(basePath);
        offers = List.copyOf(offers);
        actions = List.copyOf(actions);
    }

    /** Returns this API with the given pending actions active; ignores ids of actions that are not pending. */
    public Api activated(Set<ActionId> activated) {
        return new Api(
                id,
                kind,
                upstream,
                basePath,
                offers,
                actions.stream().map(a -> activate(a, activated)).toList());
    }

    private static Action activate(Action action, Set<ActionId> activated) {
        boolean now = action.status() == ActionStatus.PENDING && activated.contains(action.id());
        return now ? action.with(ActionStatus.ACTIVE) : action;
    }

    /**
     * Returns whether both are forwarded to one server, however its URL is written; false if the control plane serves one of them.
     * Names are not looked up, so two names of one server count as two servers.
     */
    public boolean sharesUpstreamWith(Api other) {
        return Server.isOne(upstream, other.upstream);
    }

    /** Returns the kind of space that this API's resources belong to. */
    public SpaceKind spaceKind() {
        return switch (kind) {
            case SWITCH -> SpaceKind.WORKSPACE;
            case ENTITY -> SpaceKind.SALES_CHANNEL;
        };
    }
}
