package dev.mandate.control.search;

import dev.mandate.control.api.Refusals;
import dev.mandate.control.log.Refusal;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Subject;
import dev.mandate.engine.state.Tenancy;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

/**
 * Refuses a change that names what is not there, as the command that makes it would. The fold itself passes over such
 * names, so without this a slip of the pen would be answered as a change without any effect.
 */
final class References {
    private final View view;
    private final Tenancy tenancy;
    private final String place;
    private final Change change;

    private References(View view, String place, Change change) {
        this.view = view;
        this.tenancy = view.tenant().tenancy();
        this.place = place;
        this.change = change;
    }

    /**
     * Checks one change at one state.
     *
     * @throws Refusal 400 naming the field
     */
    static void check(View view, String place, Change change) {
        References references = new References(view, place, change);
        references.ofATenant();
        for (RecordComponent component : change.getClass().getRecordComponents()) {
            references.check(component);
        }
        references.binding();
    }

    private void ofATenant() {
        if (change instanceof CatalogueChange || change instanceof LogChange) {
            throw malformed(
                    "type", "is not of a tenant's rights: ask of changes to users, roles, groups, spaces and bindings");
        }
    }

    private void check(RecordComponent component) {
        String field = component.getName();
        switch (part(component)) {
            case UserId id -> require(field, "User", tenancy.users().contains(id));
            case RoleId id -> require(field, "Role", tenancy.roles().contains(id));
            case GroupId id -> require(field, "Group", tenancy.groups().contains(id));
            case AppId id -> require(field, "App", tenancy.apps().contains(id));
            case CredentialId id ->
                require(field, "Credential", tenancy.credentials().contains(id));
            case SpaceId id ->
                require(field, "Space", tenancy.spaces(kind(field)).contains(id));
            case ApiId id -> api(field, id);
            case ActionId id -> action(field, id);
            case EntityRole role -> role(field, role);
            default -> {
                // settings name nothing
            }
        }
    }

    private Object part(RecordComponent component) {
        try {
            Object part = component.getAccessor().invoke(change);
            return part == null ? "" : part;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record's accessor can be called", e);
        }
    }

    /** What a change adds must not be there, all else must. */
    private void require(String field, String kind, boolean there) {
        boolean adds = change.getClass().getSimpleName().equals(kind + "Added");
        if (adds == there) {
            throw malformed(field, there ? "is in use: choose another id" : "names nothing that is there");
        }
    }

    private SpaceKind kind(String field) {
        if (change instanceof SpaceChange space) {
            return kind(space);
        }
        return field.equals("channel") ? SpaceKind.SALES_CHANNEL : SpaceKind.WORKSPACE;
    }

    private static SpaceKind kind(SpaceChange change) {
        return switch (change) {
            case SpaceChange.SpaceAdded added -> added.kind();
            case SpaceChange.SpaceRenamed renamed -> renamed.kind();
            case SpaceChange.SpaceRemoved removed -> removed.kind();
        };
    }

    private void api(String field, ApiId api) {
        boolean known = change instanceof TenantChange.ApiEnabled
                ? view.platform().catalogue().apis().containsKey(api)
                : tenancy.apis().contains(api);
        if (!known) {
            throw malformed(field, "names no api that is there, or none that the tenant has enabled");
        }
    }

    private void action(String field, ActionId action) {
        boolean switched = view.platform().catalogue().endpoints().stream()
                .filter(e -> e.api().kind() == ApiKind.SWITCH
                        && tenancy.apis().contains(e.api().id()))
                .anyMatch(e -> e.action().id().equals(action));
        if (!switched) {
            throw malformed(field, "is the id of no action of a switch api that the tenant has enabled");
        }
    }

    private void role(String field, EntityRole role) {
        boolean listed = tenancy.apis().stream()
                .flatMap(id ->
                        Stream.ofNullable(view.platform().catalogue().apis().get(id)))
                .filter(api -> api.kind() == ApiKind.ENTITY)
                .anyMatch(api -> api.offers().stream().anyMatch(o -> o.role().equals(role)));
        if (change instanceof BindingChange.EntityRoleGranted && !listed) {
            throw malformed(field, "is listed by no entity api that the tenant has enabled");
        }
    }

    private void binding() {
        if (change instanceof BindingChange.UserBound(var user, var channel)) {
            Subject subject = tenancy.subject(user);
            if (subject.channel() != null && !channel.equals(subject.channel())) {
                throw malformed("user", "is bound to `" + subject.channel() + "`: unbind it first");
            }
        }
        if (change instanceof BindingChange.EntityRoleGranted(var user, var role, var until)
                && tenancy.subject(user).channel() == null) {
            throw malformed("user", "is bound to no sales channel: bind it first");
        }
    }

    private Refusal malformed(String field, String message) {
        return Refusals.malformed(place + "." + field, message);
    }
}
