package dev.mandate.control.binding;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.id.ApiId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The entity roles that can be granted in a tenant: those that its enabled entity APIs list, and no other. */
final class EntityRoleOffers {
    private EntityRoleOffers() {}

    /**
     * The role of this name.
     *
     * @throws Refusal 400 if there is none, naming those there are
     */
    static EntityRole require(CommandState state, String name) {
        requireListed(state, name);
        return new EntityRole(name);
    }

    /** Refuses a role that nobody could be granted. */
    static void requireListed(CommandState state, String name) {
        if (roles(state).noneMatch(role -> role.name().equals(name))) {
            throw unknown(state, name);
        }
    }

    private static Stream<EntityRole> roles(CommandState state) {
        Map<ApiId, Api> apis = state.view().platform().catalogue().apis();
        return state.view().tenant().tenancy().apis().stream()
                .map(apis::get)
                .filter(api -> api != null && api.kind() == ApiKind.ENTITY)
                .flatMap(api -> api.offers().stream())
                .map(offer -> offer.role());
    }

    private static Refusal unknown(CommandState state, String name) {
        List<String> valid =
                roles(state).map(EntityRole::name).distinct().sorted().toList();
        String message = "names no entity role of this tenant: `" + Text.shown(name) + "`; use one of `"
                + String.join("`, `", valid) + "`";
        return new Refusal(Refusals.malformed("role", message).problem().with("valid", valid));
    }
}
