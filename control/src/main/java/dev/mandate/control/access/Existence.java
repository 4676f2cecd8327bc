package dev.mandate.control.access;

import dev.mandate.control.directory.Mention;
import dev.mandate.control.directory.Mentions;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses a change to something that does not exist, and the addition of something that does. The fold ignores such changes, so
 * a typing error would be stored without any effect. {@link Mentions} says what each change presumes.
 */
public final class Existence {
    private static final String PRESENT = "is in use: choose another id";

    private final View view;
    private final Tenancy tenancy;
    private final Set<ActionId> actions;
    private final String place;

    private Existence(View view, Set<ActionId> actions, String place) {
        this.view = view;
        this.tenancy = view.tenant().tenancy();
        this.actions = actions;
        this.place = place;
    }

    /**
     * Returns the state with changes of a tenant's rights, each checked against what those before it make.
     *
     * @param at when they are made
     * @param place of a change in the request, before the name of a field: {@code changes[0].}, or empty
     * @throws Refusal 400 naming the field of one that could not be made
     */
    public static View applied(View base, Instant at, List<Change> changes, IntFunction<String> place) {
        Set<ActionId> actions = switchActions(base, changes);
        View view = base;
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            new Existence(view, actions, place.apply(i)).require(change);
            Snapshot tenant = view.tenant();
            long platform = view.platform().revision();
            view = new View(
                    view.platform(), tenant.apply(new Entry(tenant.revision() + 1, at, platform, List.of(change))));
        }
        return view;
    }

    /** Returns the actions of switch APIs; none if no change names one. */
    private static Set<ActionId> switchActions(View view, List<Change> changes) {
        if (changes.stream().noneMatch(RoleChange.PermissionSet.class::isInstance)) {
            return Set.of();
        }
        return view.platform().catalogue().apis().values().stream()
                .filter(api -> api.kind() == ApiKind.SWITCH)
                .flatMap(api -> api.actions().stream())
                .filter(action -> action.status() != ActionStatus.RETIRED)
                .map(Action::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void require(Change change) {
        if (change instanceof CatalogueChange || change instanceof LogChange) {
            throw malformed(
                    "type", "is not of a tenant's rights: ask of changes to users, roles, groups, spaces and bindings");
        }
        Mentions.of(change).all().forEach(this::requireMention);
        requireBesides(change);
    }

    private void requireMention(Mention mention) {
        switch (mention.presence()) {
            case EXISTS -> {
                if (!exists(mention.thing())) {
                    throw malformed(mention.field(), absent(mention.thing().kind()));
                }
            }
            case NEW -> {
                if (exists(mention.thing())) {
                    throw malformed(mention.field(), PRESENT);
                }
            }
            case ON_PLATFORM -> {
                if (!existsOnPlatform(mention.thing())) {
                    throw malformed(mention.field(), "names no API of the platform");
                }
            }
            case UNCHECKED -> {
                // the thing's own rule, or none
            }
        }
    }

    private static String absent(Thing.Kind kind) {
        return kind == Thing.Kind.API ? "names no API that the tenant has enabled" : "names none of this tenant";
    }

    /** Whether the tenant has it. */
    private boolean exists(Thing thing) {
        return switch (thing.kind()) {
            case USER -> tenancy.users().contains(new UserId(thing.id()));
            case ROLE -> tenancy.roles().contains(new RoleId(thing.id()));
            case GROUP -> tenancy.groups().contains(new GroupId(thing.id()));
            case APP -> tenancy.apps().contains(new AppId(thing.id()));
            case CREDENTIAL -> tenancy.credentials().contains(new CredentialId(thing.id()));
            case WORKSPACE -> tenancy.workspaces().contains(new SpaceId(thing.id()));
            case SALES_CHANNEL -> tenancy.channels().contains(new SpaceId(thing.id()));
            case API -> tenancy.apis().contains(new ApiId(thing.id()));
            case TENANT, CONNECTOR, GATEWAY, KEY, MOVE, ACTION, DOCUMENT_BASE_PATH, ERASED_NOTE ->
                throw new IllegalStateException("this is a bug: no tenant has " + thing);
        };
    }

    private boolean existsOnPlatform(Thing api) {
        return view.platform().catalogue().apis().containsKey(new ApiId(api.id()));
    }

    /** Checks the rules that need more than one thing's presence. */
    private void requireBesides(Change change) {
        if (change instanceof RoleChange.PermissionSet c) {
            permission(c);
        } else if (change instanceof BindingChange.UserBound c) {
            requireUnbound(c);
        } else if (change instanceof BindingChange.EntityRoleGranted c) {
            listed(c.role());
            requireBound(c.user());
        }
    }

    /**
     * A role's Access can always be set to None. A confirmed move also carries Access where a tenant has disabled the API, so
     * whether it is enabled is not asked here.
     */
    private void permission(RoleChange.PermissionSet change) {
        boolean lowers = change.permission() == Permission.NONE
                && tenancy.roles()
                        .get(change.role())
                        .filter(r -> r.accesses().contains(change.action()))
                        .isPresent();
        if (!lowers && !actions.contains(change.action())) {
            throw malformed("action", "is the id of no action of a switch API");
        }
    }

    private void requireUnbound(BindingChange.UserBound change) {
        Subject subject = tenancy.subject(change.user());
        if (subject.channel() != null && !change.channel().equals(subject.channel())) {
            throw malformed("user", "is bound to `" + subject.channel() + "`: unbind it first");
        }
    }

    private void requireBound(UserId user) {
        if (tenancy.subject(user).channel() == null) {
            throw malformed("user", "is bound to no sales channel: bind it first");
        }
    }

    private void listed(EntityRole role) {
        boolean listed = tenancy.apis().stream()
                .flatMap(id ->
                        Stream.ofNullable(view.platform().catalogue().apis().get(id)))
                .filter(api -> api.kind() == ApiKind.ENTITY)
                .anyMatch(api -> api.offers().stream().anyMatch(o -> o.role().equals(role)));
        if (!listed) {
            throw malformed("role", "is listed by no entity API that the tenant has enabled");
        }
    }

    private Refusal malformed(String field, String message) {
        return Refusal.malformed(place + field, message);
    }
}
