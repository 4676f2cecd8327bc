package dev.mandate.control.directory;

import dev.mandate.control.directory.Thing.Kind;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.trie.Trie;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A directory in the making: applies what each change mentions to names, times and revisions. */
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
        Mentions.of(change).all().forEach(this::take);
        takeBesides(change);
    }

    private void take(Mention mention) {
        Thing thing = mention.thing();
        switch (mention.effect()) {
            case Mention.Effect.Listed(var name, var description) -> put(thing, name, description);
            case Mention.Effect.Relisted(var name) -> putBack(thing, name, "");
            case Mention.Effect.Plain.TOUCHED, Mention.Effect.Plain.DISABLED -> touch(thing);
            case Mention.Effect.Plain.TOUCHED_OR_LISTED -> touchOrList(thing);
            case Mention.Effect.Plain.REMOVED -> remove(thing);
            case Mention.Effect.Plain.RESERVED -> edit(thing, l -> l.reserved(true));
            case Mention.Effect.Plain.ENABLED -> edit(thing, l -> l.reserved(false));
            case Mention.Effect.Plain.NONE -> {
                // the change names the thing and leaves it as it is
            }
        }
    }

    /** Applies what a mention cannot express: skills, app settings, connectors, imports. */
    private void takeBesides(Change change) {
        if (change instanceof TenantChange c) {
            takeTenant(c);
        } else if (change instanceof CatalogueChange c) {
            takeCatalogue(c);
        } else if (change instanceof AppChange c) {
            takeSettings(c);
        } else if (change instanceof UserChange.SkillsSet c) {
            edit(new Thing(Kind.USER, c.user().value()), l -> l.skilled(c.skills()));
        }
    }

    private void takeTenant(TenantChange change) {
        Thing tenant = new Thing(Kind.TENANT, stream.value());
        if (change instanceof TenantChange.Named c) {
            put(tenant, c.name(), "");
        } else {
            touchOrList(tenant);
        }
    }

    private void takeCatalogue(CatalogueChange change) {
        if (change instanceof CatalogueChange.ApiImported c) {
            takeImport(c.api());
        } else if (change instanceof CatalogueChange.ActionsActivated c) {
            c.actions().forEach(action -> describe(action, AGAIN));
        } else if (change instanceof CatalogueChange.ConnectorDefined c) {
            connectors.put(c.connector().id(), c.connector());
        } else if (change instanceof CatalogueChange.ConnectorRemoved c) {
            connectors.remove(c.connector());
        }
    }

    private void takeSettings(AppChange change) {
        if (change instanceof AppChange.AppConnectorsSet c) {
            set(c.app(), s -> s.connected(c.connectors()));
        } else if (change instanceof AppChange.AppAuthenticationMethodsSet c) {
            set(c.app(), s -> s.authenticating(c.methods()));
        } else if (change instanceof AppChange.AppRemoved c) {
            apps = apps.without(c.app());
        }
    }

    private void set(AppId app, UnaryOperator<AppSettings> edit) {
        apps = apps.with(app, edit.apply(apps.get(app).orElse(AppSettings.DEFAULT)));
    }

    private void takeImport(Api api) {
        api.actions().stream()
                .map(a -> new Thing(Kind.MOVE, a.id().toString()))
                .filter(things::contains)
                .forEach(this::remove);
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
                    remove(thing(action.id()));
                }
            }
        }
    }

    private Optional<Listing> there(ActionId action) {
        return things.get(thing(action)).filter(l -> !l.removed());
    }

    private void describe(ActionId action, String demand) {
        if (there(action).filter(l -> l.description().equals(demand)).isEmpty()) {
            putBack(thing(action), "", demand);
        }
    }

    private static Thing thing(ActionId action) {
        return new Thing(Kind.ACTION, action.toString());
    }

    private void put(Thing thing, String name, String description) {
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

    private void putBack(Thing thing, String name, String description) {
        edit(thing, l -> l.removed(false));
        put(thing, name, description);
    }

    private void touch(Thing thing) {
        edit(thing, l -> l);
    }

    private void touchOrList(Thing thing) {
        if (things.contains(thing)) {
            touch(thing);
        } else {
            put(thing, "", "");
        }
    }

    private void remove(Thing thing) {
        edit(thing, l -> l.removed(true));
        renamed.add(thing);
    }

    private void edit(Thing thing, UnaryOperator<Listing> edit) {
        things = things.updated(thing, l -> edit.apply(l).touched(entry.revision(), entry.at()));
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
