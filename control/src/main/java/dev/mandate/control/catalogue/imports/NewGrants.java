package dev.mandate.control.catalogue.imports;

import dev.mandate.control.catalogue.survey.RoleBearers;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.id.ApiId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What entity roles come to grant by an import. Roles count by name over all APIs that a tenant has enabled, and stay on
 * bindings when no API lists them any more, so a role that is listed anew may have holders already, and they may gain actions
 * of other APIs too.
 *
 * @param before all APIs, with the imported one as it was
 * @param imported the API that is imported
 * @param offers the entity roles that it lists from now on
 */
record NewGrants(Map<ApiId, Api> before, ApiId imported, List<RoleOffer> offers, RoleBearers bearers) {
    /** Whether holders of a role come to hold an action of this API, which nobody activated for them. */
    boolean concern(ApiId api, Demand demand) {
        return demand.needs().stream()
                .anyMatch(need -> offers.stream()
                        .filter(offer -> offer.grants(need))
                        .anyMatch(offer -> isNew(offer.role(), need, api)));
    }

    private boolean isNew(EntityRole role, Need need, ApiId api) {
        if (granted(imported, role, need)) {
            return false;
        }
        boolean listed = api.equals(imported) && offer(imported, role).isPresent();
        return listed
                || bearers.enabledWith(role).stream()
                        .filter(enabled -> enabled.contains(imported) && enabled.contains(api))
                        .anyMatch(enabled -> enabled.stream().noneMatch(other -> granted(other, role, need)));
    }

    private boolean granted(ApiId api, EntityRole role, Need need) {
        return offer(api, role).filter(o -> o.grants(need)).isPresent();
    }

    private Optional<RoleOffer> offer(ApiId id, EntityRole role) {
        return Optional.ofNullable(before.get(id)).filter(api -> api.kind() == ApiKind.ENTITY).stream()
                .map(Api::offers)
                .flatMap(Collection::stream)
                .filter(o -> o.role().equals(role))
                .findFirst();
    }

    /** The other APIs of which an action in force would be gained, with those actions pending. */
    List<Api> others() {
        return before.values().stream()
                .filter(api -> api.kind() == ApiKind.ENTITY && !api.id().equals(imported))
                .filter(api -> api.actions().stream().anyMatch(a -> isGained(api, a)))
                .sorted((a, b) -> a.id().value().compareTo(b.id().value()))
                .map(this::pending)
                .toList();
    }

    private boolean isGained(Api api, Action action) {
        return action.status() == ActionStatus.ACTIVE && concern(api.id(), action.demand());
    }

    private Api pending(Api api) {
        return new Api(
                api.id(),
                api.kind(),
                api.upstream(),
                api.basePath(),
                api.offers(),
                api.actions().stream()
                        .map(a -> isGained(api, a) ? a.with(ActionStatus.PENDING) : a)
                        .toList());
    }
}
