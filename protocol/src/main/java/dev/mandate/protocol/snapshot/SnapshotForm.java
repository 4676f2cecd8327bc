package dev.mandate.protocol.snapshot;

import dev.mandate.engine.state.Snapshot;
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
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A snapshot as compact bytes: a magic number, the versions of this form and of the fold, then the deflated rest, in
 * which repeated ids are numbers. A snapshot is derived from the log, so one of another version is rebuilt, never
 * converted.
 */
public final class SnapshotForm {
    private static final int MARK = 0x4D_53_4E_50;
    private static final int VERSION = 4;

    private SnapshotForm() {}

    /** Encodes a snapshot; equal snapshots give equal bytes. */
    public static Bytes write(Snapshot snapshot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream head = new DataOutputStream(bytes);
                DataOutputStream body =
                        new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(head, deflater)))) {
            head.writeInt(MARK);
            head.writeInt(VERSION);
            head.writeInt(Snapshot.FOLD_VERSION);
            new SnapshotWriter(body).write(snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        } finally {
            deflater.end();
        }
        return Bytes.copyOf(bytes.toByteArray());
    }

    /**
     * Decodes what this release wrote.
     *
     * @throws MalformedForm if the bytes are damaged, or of another version
     */
    public static Snapshot read(Bytes bytes) {
        try (DataInputStream head = new DataInputStream(new ByteArrayInputStream(bytes.shared()))) {
            if (head.readInt() != MARK || head.readInt() != VERSION || head.readInt() != Snapshot.FOLD_VERSION) {
                throw new MalformedForm("the snapshot is of another version: it must be rebuilt");
            }
            return body(head);
        } catch (MalformedForm e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedForm("the snapshot is damaged: it must be rebuilt", e);
        }
    }

    private static Snapshot body(DataInputStream head) throws IOException {
        try (DataInputStream body = new DataInputStream(new BufferedInputStream(new InflaterInputStream(head)))) {
            Snapshot snapshot = new SnapshotReader(body).read();
            // INVARIANT: read to the end, because only there the checksum is compared
            if (body.read() != -1) {
                throw new MalformedForm("the snapshot has bytes after its end");
            }
            return snapshot;
        }
    }
}
