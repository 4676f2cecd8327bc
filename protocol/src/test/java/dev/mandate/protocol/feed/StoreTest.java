package dev.mandate.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final TenantId TENANT = new TenantId("studio");
    private static final int FOR_EVER = 1_000_000_000;
    private static final Moment THEN =
            new Moment(System.nanoTime() - 9_000_000_000L, System.currentTimeMillis() - 9_000);

    @TempDir
    Path folder;

    private static StreamState at(long revision, Moment complete) {
        StreamState followed = StreamState.restored(Snapshot.empty(TENANT), Chain.genesis(TENANT), complete);
        for (long next = 1; next <= revision; next++) {
            List<Change> changes = List.of(new TenantChange.Named("name " + next));
            followed = followed.next(SealedEntry.seal(
                    followed.hash(),
                    new EntryHeader(TENANT, next, Instant.EPOCH, 0),
                    ChangeForm.write(changes),
                    Digest.of(Bytes.utf8("note"))));
        }
        return followed;
    }

    private static Map<TenantId, StreamState> with(StreamState tenant) {
        StreamState platform =
                StreamState.restored(Snapshot.empty(TenantId.PLATFORM), Chain.genesis(TenantId.PLATFORM), Moment.now());
        return Map.of(TenantId.PLATFORM, platform, TENANT, tenant);
    }

    private StreamState loaded() throws IOException {
        return Objects.requireNonNull(new Store(folder).load().get(TENANT));
    }

    @Test
    void whatChangedIsWritten() throws IOException {
        Store store = new Store(folder, 0);
        store.save(with(at(1, THEN)), false);
        store.save(with(at(2, Moment.now())), false);
        assertThat(loaded().revision()).isEqualTo(2);
    }

    @Test
    void whatWasJustWrittenRestsWithItsMoment() throws IOException {
        Store store = new Store(folder, FOR_EVER);
        store.save(with(at(1, THEN)), false);
        store.save(with(at(2, Moment.now())), false);
        assertThat(loaded().revision()).isEqualTo(1);
        assertThat(Objects.requireNonNull(loaded().complete()).millis()).isEqualTo(THEN.millis());
    }

    @Test
    void anUnchangedOneIsKnownToBeCompleteLater() throws IOException {
        Store store = new Store(folder, FOR_EVER);
        Moment now = Moment.now();
        store.save(with(at(1, THEN)), false);
        store.save(with(at(1, now)), false);
        assertThat(Objects.requireNonNull(loaded().complete()).millis()).isEqualTo(now.millis());
    }

    @Test
    void theLastWritingLeavesNothingOut() throws IOException {
        Store store = new Store(folder, FOR_EVER);
        store.save(with(at(1, THEN)), false);
        store.save(with(at(2, Moment.now())), true);
        assertThat(loaded().revision()).isEqualTo(2);
    }
}
