package dev.mandate.protocol.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.change.ChangeExamples;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.MalformedForm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ./mandate fuzz snapshot}: decodes any bytes as a snapshot, and as the body that its checksum covers. */
class SnapshotFuzzTest {
    private static final int HEAD = 12;
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final byte[] PLATFORM = written(TenantId.PLATFORM, ChangeExamples.PLATFORM);

    static Stream<byte[]> examples() {
        byte[] tenant = written(new TenantId("studio"), ChangeExamples.TENANT);
        return Stream.of(PLATFORM, tenant, body(PLATFORM), body(tenant));
    }

    private static byte[] written(TenantId stream, List<Change> changes) {
        Snapshot empty = Snapshot.empty(stream);
        return SnapshotForm.write(empty.apply(new Entry(1, AT, 4, changes))).toByteArray();
    }

    private static byte[] body(byte[] snapshot) {
        try (InflaterInputStream in =
                new InflaterInputStream(new ByteArrayInputStream(snapshot, HEAD, snapshot.length - HEAD))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds header and checksum as the writer does, so that a fuzzer gets past the checksum. */
    private static byte[] sealed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream head = new DataOutputStream(bytes);
                DeflaterOutputStream out = new DeflaterOutputStream(head)) {
            head.write(PLATFORM, 0, HEAD);
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @MethodSource("examples")
    @FuzzTest
    void comesBackOrIsRefused(byte[] bytes) {
        boolean whole = bytes.length >= HEAD && Arrays.equals(bytes, 0, HEAD, PLATFORM, 0, HEAD);
        read(Bytes.copyOf(whole ? bytes : sealed(bytes))).ifPresent(snapshot -> {
            Bytes written = SnapshotForm.write(snapshot);
            assertThat(read(written).map(SnapshotForm::write)).contains(written);
        });
    }

    private static Optional<Snapshot> read(Bytes bytes) {
        try {
            return Optional.of(SnapshotForm.read(bytes));
        } catch (MalformedForm refused) {
            return Optional.empty();
        }
    }
}
