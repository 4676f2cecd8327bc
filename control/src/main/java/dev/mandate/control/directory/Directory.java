package dev.mandate.control.directory;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.trie.Trie;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The fold of a stream that management reads. Immutable, at the same revision as its snapshot.
 *
 * @param things all that ever were, the removed ones marked
 * @param connectors as last defined; on the platform's stream alone
 * @param apps settings of the apps that have others than the default
 * @param names of the things, by what they look like
 * @param ids of the things, by what they are without case
 */
public record Directory(
        TenantId stream,
        long revision,
        Trie<Thing, Listing> things,
        Map<String, Connector> connectors,
        Trie<AppId, AppSettings> apps,
        NameIndex names,
        IdIndex ids) {
    /** Raised whenever the fold gives another result for the same log; stored ones of another version are rebuilt. */
    public static final int FOLD_VERSION = 3;

    public Directory {
        connectors = Map.copyOf(connectors);
    }

    /** With indexes of the names and ids that are computed when they are first asked. */
    public Directory(
            TenantId stream,
            long revision,
            Trie<Thing, Listing> things,
            Map<String, Connector> connectors,
            Trie<AppId, AppSettings> apps) {
        this(stream, revision, things, connectors, apps, NameIndex.of(things), IdIndex.of(things));
    }

    /** The stream before its first entry. */
    public static Directory empty(TenantId stream) {
        return new Directory(stream, 0, Trie.empty(), Map.of(), Trie.empty());
    }

    /**
     * The directory after the next entry; this one stays as it is.
     *
     * @throws IllegalArgumentException if the entry is not the next one
     */
    public Directory apply(Entry entry) {
        if (entry.revision() != revision + 1) {
            throw new IllegalArgumentException("directory of `" + stream + "` is at revision " + revision
                    + " and cannot take entry `" + entry.revision() + "`");
        }
        DirectoryDraft draft = new DirectoryDraft(this, entry);
        entry.changes().forEach(draft::take);
        return draft.finished();
    }

    /** A thing that is there now. */
    public Optional<Listing> find(Thing thing) {
        return things.get(thing).filter(l -> !l.removed());
    }

    /**
     * Whether the action is pending and was in force before, or demands something else than when it was first imported. Rights
     * to it may have been given before, so an activation needs a decision of its own.
     */
    public boolean pendingAgain(Action action) {
        return action.status() == ActionStatus.PENDING
                && find(new Thing(Thing.Kind.ACTION, action.id().toString()))
                        .filter(l -> !l.description().equals(DemandDigest.of(action)))
                        .isPresent();
    }

    /** What an app was registered with. */
    public AppSettings settings(AppId app) {
        return apps.get(app).orElse(AppSettings.DEFAULT);
    }

    /** The name of another thing of the same kind that is taken for this name: it looks alike, or differs in case alone. */
    public Optional<String> clashing(Thing thing, String name) {
        Skeleton skeleton = Skeleton.of(name);
        return names.candidates(thing.kind(), name)
                .filter(other -> !other.equals(thing))
                .flatMap(other -> find(other).stream())
                .map(Listing::name)
                .filter(taken -> Skeleton.of(taken).clashes(skeleton))
                .findFirst();
    }

    /** Whether the id was ever used for a thing of this kind. */
    public boolean everUsed(Thing thing) {
        return things.contains(thing);
    }

    /** Returns an id, in use or used before, that differs from this one of the same kind in case alone. */
    public Optional<String> alikeId(Thing thing) {
        return ids.alike(thing).map(Thing::id);
    }

    /** Ids of the things of one kind that are there now and come after the cursor, in order, at most {@code limit}. */
    public List<String> page(Thing.Kind kind, String after, int limit) {
        // only as many as are asked for, the last on top: a tenant may have a million users
        PriorityQueue<String> first = new PriorityQueue<>(Comparator.reverseOrder());
        things.forEach((thing, listing) -> {
            if (thing.kind() == kind && !listing.removed() && thing.id().compareTo(after) > 0) {
                keep(first, thing.id(), limit);
            }
        });
        return first.stream().sorted().toList();
    }

    private static void keep(PriorityQueue<String> first, String id, int limit) {
        if (first.size() < limit) {
            first.add(id);
        } else if (!first.isEmpty() && id.compareTo(first.element()) < 0) {
            first.remove();
            first.add(id);
        }
    }
}
