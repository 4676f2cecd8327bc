package dev.mandate.protocol.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.change.ChangeExamples;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.MalformedForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnapshotFormTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final TenantId STUDIO = new TenantId("studio");

    private static Snapshot folded(TenantId stream, List<? extends Change> changes) {
        Snapshot snapshot = Snapshot.empty(stream);
        for (Change change : changes) {
            snapshot = snapshot.apply(new Entry(snapshot.revision() + 1, AT, 4, List.of(change)));
        }
        return snapshot;
    }

    @Test
    void comesBackAsItWas() {
        Bytes platform = SnapshotForm.write(folded(TenantId.PLATFORM, ChangeExamples.PLATFORM));
        Bytes tenant = SnapshotForm.write(folded(STUDIO, ChangeExamples.TENANT));
        assertThat(SnapshotForm.write(SnapshotForm.read(platform))).isEqualTo(platform);
        assertThat(SnapshotForm.write(SnapshotForm.read(tenant))).isEqualTo(tenant);
    }

    @Test
    void keepsWhatDecisionsNeed() {
        Snapshot before = folded(STUDIO, ChangeExamples.TENANT);
        Snapshot after = SnapshotForm.read(SnapshotForm.write(before));
        assertThat(after.stream()).isEqualTo(STUDIO);
        assertThat(after.revision()).isEqualTo(before.revision());
        assertThat(after.tenancy().apis()).isEqualTo(before.tenancy().apis());
        assertThat(after.tenancy().users().get(new UserId("robot")))
                .isPresent()
                .isEqualTo(before.tenancy().users().get(new UserId("robot")));
        assertThat(after.tenancy().apps().get(new AppId("app-1")))
                .isPresent()
                .isEqualTo(before.tenancy().apps().get(new AppId("app-1")));
    }

    @Test
    void everyChangeShowsInTheBytes() {
        // two different folds must never have the same bytes
        List<Bytes> seen = new ArrayList<>();
        Snapshot snapshot = Snapshot.empty(STUDIO);
        for (Change change : ChangeExamples.TENANT) {
            snapshot = snapshot.apply(new Entry(snapshot.revision() + 1, AT, 4, List.of(change)));
            seen.add(SnapshotForm.write(snapshot));
        }
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void takesFewBytesPerUser() {
        List<UserChange.UserAdded> users = IntStream.range(0, 10_000)
                .mapToObj(i -> new UserChange.UserAdded(new UserId("user-" + i), UserKind.SERVICE))
                .toList();
        Bytes bytes = SnapshotForm.write(folded(STUDIO, users));
        assertThat(bytes.length()).isLessThan(10_000 * 12);
        assertThat(SnapshotForm.read(bytes).tenancy().users().size()).isEqualTo(10_000);
    }

    @Test
    void refusesAnotherFoldVersion() {
        byte[] bytes = SnapshotForm.write(folded(STUDIO, ChangeExamples.TENANT)).toByteArray();
        bytes[11]++;
        assertThatThrownBy(() -> SnapshotForm.read(Bytes.copyOf(bytes)))
                .isInstanceOf(MalformedForm.class)
                .hasMessageContaining("another version");
    }

    @Test
    void noticesFlippedBytes() {
        long seed = 7_331;
        Random random = new Random(seed);
        Bytes good = SnapshotForm.write(folded(STUDIO, ChangeExamples.TENANT));
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] bad = good.toByteArray();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                // a few bits of the compressed form have no effect
                assertThat(SnapshotForm.write(SnapshotForm.read(Bytes.copyOf(bad))))
                        .as("seed %s round %s", seed, round)
                        .isEqualTo(good);
            } catch (MalformedForm expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(2_900);
    }

    @Test
    void noticesWhereItWasCut() {
        Bytes good = SnapshotForm.write(folded(STUDIO, ChangeExamples.TENANT));
        for (int length = 0; length < good.length(); length += 3) {
            byte[] cut = Arrays.copyOf(good.toByteArray(), length);
            assertThatThrownBy(() -> SnapshotForm.read(Bytes.copyOf(cut))).isInstanceOf(MalformedForm.class);
        }
    }
}
