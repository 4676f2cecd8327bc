package dev.mandate.control.log;

import dev.mandate.control.directory.Directory;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Trie;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.JsonForm;
import dev.mandate.protocol.form.MalformedForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A directory as bytes, to start from; one of another version is rebuilt from the log. */
final class DirectoryForm {
    /** One thing. */
    record Item(Thing thing, Listing listing) {}

    /** The shape on disk. */
    record Stored(int version, TenantId stream, long revision, List<Item> items, Map<String, Connector> connectors) {}

    private static final JsonForm<Stored> FORM = JsonForm.of(Stored.class);
    private static final Comparator<Item> ORDER = Comparator.<Item, Thing.Kind>comparing(
                    i -> i.thing().kind())
            .thenComparing(i -> i.thing().id());

    private DirectoryForm() {}

    /** Equal directories give equal bytes. */
    static Bytes write(Directory directory) {
        List<Item> items = new ArrayList<>();
        directory.things().forEach((thing, listing) -> items.add(new Item(thing, listing)));
        items.sort(ORDER);
        return Bytes.copyOf(FORM.write(new Stored(
                Directory.FOLD_VERSION, directory.stream(), directory.revision(), items, directory.connectors())));
    }

    static Directory read(Bytes bytes) {
        Stored stored = FORM.read(bytes.toByteArray());
        if (stored.version() != Directory.FOLD_VERSION) {
            throw new MalformedForm("the directory is of another version: it must be rebuilt");
        }
        Trie<Thing, Listing> things = Trie.empty();
        for (Item item : stored.items()) {
            things = things.with(item.thing(), item.listing());
        }
        return new Directory(stored.stream(), stored.revision(), things, stored.connectors());
    }
}
