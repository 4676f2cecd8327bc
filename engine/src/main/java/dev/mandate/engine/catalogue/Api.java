package dev.mandate.engine.catalogue;

import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An API as last imported.
 *
 * @param upstream where the gateway forwards to: an absolute URL of scheme and authority, without a path;
 *     empty for what the control plane serves itself
 * @param basePath empty, or beginning with {@code /} and not ending with it; every template stands below it
 * @param offers the entity roles that it lists
 * @param actions all that it ever had, with those that left the document as {@code RETIRED}
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

    /** This API with the named pending actions in force. */
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

    /** The kind of space that this API's resources stand in. */
    public SpaceKind spaceKind() {
        return switch (kind) {
            case SWITCH -> SpaceKind.WORKSPACE;
            case ENTITY -> SpaceKind.SALES_CHANNEL;
        };
    }
}
