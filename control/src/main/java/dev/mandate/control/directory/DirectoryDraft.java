package dev.mandate.control.directory;

import dev.mandate.control.directory.Thing.Kind;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.trie.Trie;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A directory in the making: what each change does to names, times and revisions. */
final class DirectoryDraft {
    /** The description of an action that is pending again whenever it is pending: see {@link Kind#ACTION}. */
    private static final String AGAIN = "";

    private final TenantId stream;
    private final Entry entry;
    private Trie<Thing, Listing> things;
    private final Map<String, Connector> connectors;
    private Trie<AppId, AppSettings> apps;
    private final NameIndex names;
    private final IdIndex ids;
    private final Set<Thing> renamed = new HashSet<>();
    private final Set<Thing> added = new HashSet<>();

    DirectoryDraft(Directory before, Entry entry) {
        this.stream = before.stream();
        this.entry = entry;
        this.things = before.things();
        this.connectors = new HashMap<>(before.connectors());
        this.apps = before.apps();
        this.names = before.names();
        this.ids = before.ids();
    }

    void take(Change change) {
        switch (change) {
            case CatalogueChange c -> takeCatalogue(c);
            case TenantChange c -> takeTenant(c);
            case SpaceChange c -> takeSpace(c);
            case UserChange c -> takeUser(c);
            case RoleChange c -> takeRole(c);
            case GroupChange c -> takeGroup(c);
            case MembershipChange c -> takeMembership(c);
            case BindingChange c -> takeBinding(c);
            case AppChange c -> takeApp(c);
            case CredentialChange c -> takeCredential(c);
            case LogChange.NoteErased c -> put(Kind.ERASED_NOTE, c.revision(), "", "");
        }
    }

    private void takeCatalogue(CatalogueChange change) {
        switch (change) {
            case CatalogueChange.TenantListed c -> put(Kind.TENANT, c.tenant(), "", "");
            case CatalogueChange.ApiImported c -> takeImport(c.api());
            case CatalogueChange.ActionsActivated c -> {
                touch(Kind.API, c.api());
                c.actions().forEach(action -> describe(action, AGAIN));
            }
            case CatalogueChange.MoveConfirmed c -> {
                edit(Kind.MOVE, c.to(), l -> l.removed(false));
                put(Kind.MOVE, c.to(), c.from().toString(), "");
            }
            case CatalogueChange.BasePathSet c -> takeBasePath(c);
            case CatalogueChange.PrecedenceSet c -> touch(Kind.API, c.api());
            case CatalogueChange.ConnectorDefined c -> {
                connectors.put(c.connector().id(), c.connector());
                put(Kind.CONNECTOR, c.connector().id(), c.connector().name(), "");
            }
            case CatalogueChange.ConnectorRemoved c -> {
                connectors.remove(c.connector());
                remove(Kind.CONNECTOR, c.connector());
            }
            case CatalogueChange.KeyPublished c -> put(Kind.KEY, c.kid(), "", "");
            case CatalogueChange.IdentityKeyPublished c -> put(Kind.KEY, c.kid(), c.gateway(), "");
            case CatalogueChange.KeyRetired c -> remove(Kind.KEY, c.kid());
            case CatalogueChange.GatewayAdded c -> put(Kind.GATEWAY, c.gateway(), c.name(), "");
            case CatalogueChange.GatewayRemoved c -> remove(Kind.GATEWAY, c.gateway());
            case CatalogueChange.LogFormatRaised c -> {
                // the snapshot has the format
            }
        }
    }

    private void takeImport(Api api) {
        put(Kind.API, api.id(), "", "");
        api.actions().stream()
                .filter(a -> things.contains(new Thing(Kind.MOVE, a.id().toString())))
                .forEach(a -> remove(Kind.MOVE, a.id()));
        api.actions().forEach(a -> takeAction(api.kind(), a));
    }

    private void takeAction(ApiKind kind, Action action) {
        switch (action.status()) {
            case ACTIVE -> describe(action.id(), AGAIN);
            case PENDING -> {
                String demand = DemandDigest.of(action);
                Optional<String> known = there(action.id()).map(Listing::description);
                if (known.filter(demand::equals).isEmpty()) {
                    describe(action.id(), known.isEmpty() ? demand : AGAIN);
                }
            }
            case RETIRED -> {
                // switches begin at None if it comes back, and entity roles count at once
                if (kind == ApiKind.SWITCH && there(action.id()).isPresent()) {
                    remove(Kind.ACTION, action.id());
                }
            }
        }
    }

    private Optional<Listing> there(ActionId action) {
        return things.get(new Thing(Kind.ACTION, action.toString())).filter(l -> !l.removed());
    }

    private void describe(ActionId action, String demand) {
        if (there(action).filter(l -> l.description().equals(demand)).isEmpty()) {
            edit(Kind.ACTION, action, l -> l.removed(false));
            put(Kind.ACTION, action, "", demand);
        }
    }

    private void takeBasePath(CatalogueChange.BasePathSet change) {
        if (change.basePath().isEmpty()) {
            edit(Kind.DOCUMENT_BASE_PATH, change.api(), l -> l.removed(false));
            put(Kind.DOCUMENT_BASE_PATH, change.api(), "", "");
        } else {
            remove(Kind.DOCUMENT_BASE_PATH, change.api());
        }
        touch(Kind.API, change.api());
    }

    private void takeTenant(TenantChange change) {
        String name = change instanceof TenantChange.Named c
                ? c.name()
                : things.get(new Thing(Kind.TENANT, stream.value()))
                        .map(Listing::name)
                        .orElse("");
        put(Kind.TENANT, stream, name, "");
    }

    private void takeSpace(SpaceChange change) {
        switch (change) {
            case SpaceChange.SpaceAdded c -> put(kind(c.kind()), c.space(), c.name(), "");
            case SpaceChange.SpaceRenamed c -> put(kind(c.kind()), c.space(), c.name(), "");
            case SpaceChange.SpaceRemoved c -> remove(kind(c.kind()), c.space());
        }
    }

    private static Kind kind(SpaceKind kind) {
        return switch (kind) {
            case WORKSPACE -> Kind.WORKSPACE;
            case SALES_CHANNEL -> Kind.SALES_CHANNEL;
        };
    }

    private void takeUser(UserChange change) {
        switch (change) {
            case UserChange.UserAdded c -> put(Kind.USER, c.user(), "", "");
            case UserChange.UserRemoved c -> remove(Kind.USER, c.user());
            case UserChange.UserDisabled c -> touch(Kind.USER, c.user());
            case UserChange.UserEnabled c -> edit(Kind.USER, c.user(), l -> l.reserved(false));
            case UserChange.UserEnablingReserved c -> edit(Kind.USER, c.user(), l -> l.reserved(true));
            case UserChange.UserRoleAssigned c -> touch(Kind.USER, c.user());
            case UserChange.UserRoleUnassigned c -> touch(Kind.USER, c.user());
            case UserChange.UserTokensRevoked c -> touch(Kind.USER, c.user());
            case UserChange.SkillsSet c -> edit(Kind.USER, c.user(), l -> l.skilled(c.skills()));
        }
    }

    private void takeRole(RoleChange change) {
        switch (change) {
            case RoleChange.RoleAdded c -> put(Kind.ROLE, c.role(), c.name(), "");
            case RoleChange.RoleRenamed c -> put(Kind.ROLE, c.role(), c.name(), "");
            case RoleChange.RoleRemoved c -> remove(Kind.ROLE, c.role());
            case RoleChange.PermissionSet c -> touchRole(c.role());
        }
    }

    /** The built-in roles have no entry that added them. */
    private void touchRole(RoleId role) {
        if (role.builtIn() && !things.contains(new Thing(Kind.ROLE, role.value()))) {
            put(Kind.ROLE, role, "", "");
        }
        touch(Kind.ROLE, role);
    }

    private void takeGroup(GroupChange change) {
        switch (change) {
            case GroupChange.GroupAdded c -> put(Kind.GROUP, c.group(), c.name(), "");
            case GroupChange.GroupRenamed c -> put(Kind.GROUP, c.group(), c.name(), "");
            case GroupChange.GroupRemoved c -> remove(Kind.GROUP, c.group());
            case GroupChange.AllOpened c -> touch(Kind.GROUP, c.group());
            case GroupChange.AllClosed c -> touch(Kind.GROUP, c.group());
            case GroupChange.WorkspaceOpened c -> touch(Kind.GROUP, c.group());
            case GroupChange.WorkspaceClosed c -> touch(Kind.GROUP, c.group());
        }
    }

    private void takeMembership(MembershipChange change) {
        switch (change) {
            case MembershipChange.MemberAdded c -> touch(Kind.USER, c.user());
            case MembershipChange.MemberRemoved c -> touch(Kind.USER, c.user());
        }
    }

    private void takeBinding(BindingChange change) {
        switch (change) {
            case BindingChange.UserBound c -> touch(Kind.USER, c.user());
            case BindingChange.UserUnbound c -> touch(Kind.USER, c.user());
            case BindingChange.EntityRoleGranted c -> touch(Kind.USER, c.user());
            case BindingChange.EntityRoleRevoked c -> touch(Kind.USER, c.user());
        }
    }

    private void takeApp(AppChange change) {
        switch (change) {
            case AppChange.AppAdded c -> put(Kind.APP, c.app(), c.name(), c.description());
            case AppChange.AppDescribed c -> put(Kind.APP, c.app(), c.name(), c.description());
            case AppChange.AppScopesSet c -> touch(Kind.APP, c.app());
            case AppChange.AppConnectorsSet c -> set(c.app(), s -> s.connected(c.connectors()));
            case AppChange.AppAuthenticationMethodsSet c -> set(c.app(), s -> s.authenticating(c.methods()));
            case AppChange.AppRemoved c -> {
                remove(Kind.APP, c.app());
                apps = apps.without(c.app());
            }
            case AppChange.AppDisabled c -> touch(Kind.APP, c.app());
            case AppChange.AppEnabled c -> edit(Kind.APP, c.app(), l -> l.reserved(false));
            case AppChange.AppEnablingReserved c -> edit(Kind.APP, c.app(), l -> l.reserved(true));
            case AppChange.OnBehalfOfSet c -> touch(Kind.APP, c.app());
        }
    }

    private void set(AppId app, UnaryOperator<AppSettings> edit) {
        apps = apps.with(app, edit.apply(apps.get(app).orElse(AppSettings.DEFAULT)));
        touch(Kind.APP, app);
    }

    private void takeCredential(CredentialChange change) {
        switch (change) {
            case CredentialChange.CredentialAdded c -> {
                put(Kind.CREDENTIAL, c.credential(), "", "");
                touch(Kind.APP, c.owner());
            }
            case CredentialChange.CredentialWithdrawn c -> remove(Kind.CREDENTIAL, c.credential());
            case CredentialChange.AppTokensRevoked c -> touch(Kind.APP, c.app());
            case CredentialChange.TokenRevoked c -> {
                // a token is no thing with a name
            }
        }
    }

    private void put(Kind kind, Object id, String name, String description) {
        Thing thing = new Thing(kind, id.toString());
        Listing before = things.get(thing).orElse(null);
        Listing after = before == null
                ? Listing.added(name, description, entry.revision(), entry.at())
                : before.described(name, description).touched(entry.revision(), entry.at());
        if (before == null) {
            added.add(thing);
        }
        things = things.with(thing, after);
        renamed.add(thing);
    }

    private void touch(Kind kind, Object id) {
        edit(kind, id, l -> l);
    }

    private void remove(Kind kind, Object id) {
        edit(kind, id, l -> l.removed(true));
        renamed.add(new Thing(kind, id.toString()));
    }

    private void edit(Kind kind, Object id, UnaryOperator<Listing> edit) {
        things = things.updated(
                new Thing(kind, id.toString()), l -> edit.apply(l).touched(entry.revision(), entry.at()));
    }

    Directory finished() {
        return new Directory(
                stream,
                entry.revision(),
                things,
                connectors,
                apps,
                names.moved(things, renamed),
                ids.grown(things, added));
    }
}
