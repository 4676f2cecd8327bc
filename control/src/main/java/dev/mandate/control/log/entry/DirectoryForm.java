package dev.mandate.control.log.entry;

import dev.mandate.control.directory.AppSettings;
import dev.mandate.control.directory.Directory;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.trie.Trie;
import dev.mandate.protocol.document.JsonForm;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.MalformedForm;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A directory as compact bytes, to start from: deflated, and of this version or rebuilt from the log. */
public final class DirectoryForm {
    private static final int MARK = 0x4D_44_49_52;
    private static final int VERSION = 2;

    /** The shape on disk of what is not a thing. */
    record Rest(Map<String, Connector> connectors, Map<AppId, AppSettings> apps) {}

    private static final JsonForm<Rest> REST = JsonForm.of(Rest.class);
    private static final Comparator<Map.Entry<Thing, Listing>> ORDER = Comparator.comparing(
                    (Map.Entry<Thing, Listing> e) -> e.getKey().kind())
            .thenComparing(e -> e.getKey().id());

    private DirectoryForm() {}

    /** Equal directories give equal bytes. */
    public static Bytes write(Directory directory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream head = new DataOutputStream(bytes);
                DataOutputStream body =
                        new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(head, deflater)))) {
            head.writeInt(MARK);
            head.writeInt(VERSION);
            head.writeInt(Directory.FOLD_VERSION);
            write(directory, body);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        } finally {
            deflater.end();
        }
        return Bytes.copyOf(bytes.toByteArray());
    }

    private static void write(Directory directory, DataOutputStream out) throws IOException {
        List<Map.Entry<Thing, Listing>> things =
                new ArrayList<>(directory.things().size());
        directory.things().forEach((thing, listing) -> things.add(Map.entry(thing, listing)));
        things.sort(ORDER);
        out.writeUTF(directory.stream().value());
        out.writeLong(directory.revision());
        byte[] rest = REST.write(new Rest(directory.connectors(), settings(directory)));
        out.writeInt(rest.length);
        out.write(rest);
        out.writeInt(things.size());
        for (Map.Entry<Thing, Listing> entry : things) {
            out.writeUTF(entry.getKey().kind().name());
            out.writeUTF(entry.getKey().id());
            write(entry.getValue(), out);
        }
    }

    private static Map<AppId, AppSettings> settings(Directory directory) {
        Map<AppId, AppSettings> settings = new HashMap<>();
        directory.apps().forEach(settings::put);
        return settings;
    }

    private static void write(Listing listing, DataOutputStream out) throws IOException {
        out.writeUTF(listing.name());
        out.writeUTF(listing.description());
        out.writeLong(listing.revision());
        write(listing.created(), out);
        write(listing.changed(), out);
        out.writeBoolean(listing.removed());
        out.writeBoolean(listing.reserved());
        out.writeInt(listing.skills().size());
        for (String skill : listing.skills()) {
            out.writeUTF(skill);
        }
    }

    private static void write(Instant time, DataOutputStream out) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    /**
     * Reads what this release wrote.
     *
     * @throws MalformedForm if it is damaged, or of another version
     */
    static Directory read(Bytes bytes) {
        try (DataInputStream head = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            if (head.readInt() != MARK || head.readInt() != VERSION || head.readInt() != Directory.FOLD_VERSION) {
                throw new MalformedForm("the directory is of another version: it must be rebuilt");
            }
            return body(head);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new MalformedForm("the directory is damaged: it must be rebuilt", e);
        }
    }

    private static Directory body(DataInputStream head) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new InflaterInputStream(head)))) {
            TenantId stream = new TenantId(in.readUTF());
            long revision = in.readLong();
            Rest rest = REST.read(in.readNBytes(in.readInt()));
            Map<String, Thing.Kind> kinds = new HashMap<>();
            Trie<Thing, Listing> things = Trie.empty();
            for (int left = in.readInt(); left > 0; left--) {
                Thing.Kind kind = kinds.computeIfAbsent(in.readUTF(), Thing.Kind::valueOf);
                things = things.with(new Thing(kind, in.readUTF()), listing(in));
            }
            // INVARIANT: the end is reached, as only there the checksum of all that was read is compared
            if (in.read() != -1) {
                throw new MalformedForm("the directory goes on after its end");
            }
            return new Directory(stream, revision, things, rest.connectors(), Trie.copyOf(rest.apps()));
        }
    }

    private static Listing listing(DataInputStream in) throws IOException {
        String name = in.readUTF();
        String description = in.readUTF();
        long revision = in.readLong();
        Instant created = time(in);
        Instant changed = time(in);
        boolean removed = in.readBoolean();
        boolean reserved = in.readBoolean();
        List<String> skills = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            skills.add(in.readUTF());
        }
        return new Listing(name, description, revision, created, changed, removed, skills, reserved);
    }

    private static Instant time(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }
}
