package dev.mandate.control.app;

import dev.mandate.control.access.Manager;
import dev.mandate.control.access.Rank;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules of the house about apps. */
final class AppRules {
    private AppRules() {}

    static Thing thing(AppId app) {
        return new Thing(Thing.Kind.APP, app.value());
    }

    static App app(CommandState state, AppId id) {
        return state.view().tenant().tenancy().apps().get(id).orElseThrow(() -> Refusals.unknown("app", id.value()));
    }

    /** Refuses an app whose user ranks above the manager (403), and an unknown one (404). */
    static App requireMayTouch(CommandState state, Manager manager, AppId id) {
        App app = app(state, id);
        app.onBehalfOf().ifPresent(manager::requireNotBelow);
        return app;
    }

    /** Refuses to give or take management scopes without being an Owner, or in a way that no app may stand. */
    static void requireMayScope(CommandState state, Manager manager, AppId id, Set<ManagementScope> scopes) {
        App app = requireMayTouch(state, manager, id);
        manager.requireOwner("give an app management scopes or take them");
        app.onBehalfOf().ifPresent(user -> requireFitting(state, manager, user, scopes));
    }

    /** Refuses an app that would act for an owner or administrator at the partner APIs. */
    static void requireFitting(CommandState state, Manager manager, UserId user, Set<ManagementScope> scopes) {
        Tenancy tenancy = state.view().tenant().tenancy();
        if (!tenancy.users().contains(user)) {
            throw Refusals.malformed("onBehalfOf", "names no user of this tenant: `" + user + "`");
        }
        manager.requireNotBelow(user);
        if (scopes.isEmpty() && Rank.of(tenancy, user, manager.now()) != Rank.ORDINARY) {
            throw Refusal.of(
                    ProblemCode.ON_BEHALF_OF_ADMINISTRATOR,
                    "user `" + user
                            + "` is an owner or administrator: an app without management scopes acts on behalf of"
                            + " a user with a role made for it");
        }
    }

    static List<Change> described(CommandState state, AppId id, @Nullable String name, @Nullable String description) {
        Listing listing = Names.requireThere(state.directory(), thing(id), "app");
        List<Change> changes = new ArrayList<>();
        String newName = name == null ? listing.name() : name;
        String newDescription = description == null ? listing.description() : description;
        if (!newName.equals(listing.name())) {
            Names.requireFree(state.directory(), thing(id), "app", newName);
        }
        if (!newName.equals(listing.name()) || !newDescription.equals(listing.description())) {
            changes.add(new AppChange.AppDescribed(id, newName, newDescription));
        }
        return changes;
    }

    /** The live secrets of an app. */
    static SortedSet<CredentialId> secrets(CommandState state, AppId app) {
        SortedSet<CredentialId> secrets = new TreeSet<>(Comparator.comparing(CredentialId::value));
        state.view().tenant().tenancy().credentials().forEach((id, credential) -> {
            if (credential.owner().equals(app) && credential.kind() == CredentialKind.SECRET) {
                secrets.add(id);
            }
        });
        return secrets;
    }
}
