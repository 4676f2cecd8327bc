package dev.mandate.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.chain.ChainWalk.Verdict;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Where a chain breaks, and which notes are missing. */
class ChainWalkTest {
    private static final TenantId STUDIO = new TenantId("studio");
    private static final Bytes NOTE = Bytes.utf8("note");
    private static final Change ADDED = new UserChange.UserAdded(new UserId("anna"), UserKind.PERSON);

    private final ChainWalk walk = new ChainWalk(STUDIO);
    private final SealedEntry first = entry(STUDIO, 1, Chain.genesis(STUDIO), ADDED);
    private final SealedEntry second = entry(STUDIO, 2, first.hash(), ADDED);

    private static SealedEntry entry(TenantId stream, long revision, Digest previous, Change change) {
        EntryHeader heading = new EntryHeader(stream, revision, Instant.parse("2026-01-02T03:04:05Z"), 0);
        return SealedEntry.seal(previous, heading, ChangeForm.write(List.of(change)), Digest.of(NOTE));
    }

    private boolean take(SealedEntry entry) {
        return walk.take(entry, Optional.of(NOTE));
    }

    private static Verdict intact(long entries, long erased, List<Long> outside, SealedEntry head) {
        return new Verdict.Intact(entries, erased, new TreeSet<>(outside), head.hash());
    }

    @Test
    void anUnbrokenChainEndsAtItsHead() {
        assertThat(walk.end(0, Chain.genesis(STUDIO)))
                .isEqualTo(new Verdict.Intact(0, 0, new TreeSet<>(), Chain.genesis(STUDIO)));
        assertThat(take(first)).isTrue();
        assertThat(take(second)).isTrue();
        assertThat(walk.revision()).isEqualTo(2);
        assertThat(walk.end(2, second.hash())).isEqualTo(intact(2, 0, List.of(), second));
        assertThat(walk.end(1, first.hash()))
                .as("entries were written since")
                .isEqualTo(intact(2, 0, List.of(), second));
    }

    @Test
    void breaksWhereAnEntryIsMissing() {
        take(first);
        assertThat(walk.end(2, second.hash())).isEqualTo(new Verdict.Broken(2, "the entry is missing"));
        assertThat(take(entry(STUDIO, 3, second.hash(), ADDED))).isFalse();
        assertThat(take(second)).as("nothing mends it").isFalse();
        assertThat(walk.revision()).isEqualTo(1);
        assertThat(walk.end(1, first.hash())).isEqualTo(new Verdict.Broken(2, "the entry is missing"));
    }

    @Test
    void breaksWhereAnEntryIsAnother() {
        take(first);
        assertThat(take(entry(STUDIO, 2, Chain.genesis(STUDIO), ADDED))).isFalse();
        assertThat(walk.end(2, second.hash())).isEqualTo(new Verdict.Broken(2, "the entry is not as it was written"));
    }

    @Test
    void breaksAtAnEntryOfAnotherStream() {
        TenantId other = new TenantId("other");
        assertThat(take(entry(other, 1, Chain.genesis(other), ADDED))).isFalse();
        assertThat(walk.end(0, Chain.genesis(STUDIO)))
                .isEqualTo(new Verdict.Broken(1, "the entry is another stream's"));
    }

    @Test
    void breaksWhereTheHeadIsAnother() {
        take(first);
        assertThat(walk.end(1, second.hash()))
                .isEqualTo(new Verdict.Broken(1, "the stream's head names another entry"));
    }

    @Test
    void breaksAtANoteThatWasChanged() {
        assertThat(walk.take(first, Optional.of(Bytes.utf8("another")))).isFalse();
        assertThat(walk.end(1, first.hash())).isEqualTo(new Verdict.Broken(1, "the note is not as it was written"));
    }

    @Test
    void tellsAnErasedNoteFromALostOne() {
        SealedEntry erasing = entry(STUDIO, 3, second.hash(), new LogChange.NoteErased(1));
        assertThat(walk.take(first, Optional.empty())).isTrue();
        assertThat(walk.take(second, Optional.empty())).isTrue();
        assertThat(walk.end(2, second.hash())).isEqualTo(intact(2, 0, List.of(1L, 2L), second));
        take(erasing);
        assertThat(walk.end(3, erasing.hash())).isEqualTo(intact(3, 1, List.of(2L), erasing));
    }

    @Test
    void countsNoNoteThatIsThereOrWithheld() {
        SealedEntry erasing = entry(STUDIO, 3, second.hash(), new LogChange.NoteErased(1));
        assertThat(walk.takeWithheld(first)).isTrue();
        take(second);
        take(erasing);
        assertThat(walk.end(3, erasing.hash())).isEqualTo(intact(3, 0, List.of(), erasing));
    }

    @Test
    void walksOverChangesOfALaterRelease() {
        EntryHeader heading = new EntryHeader(STUDIO, 2, Instant.parse("2026-01-02T03:04:05Z"), 0);
        SealedEntry later = SealedEntry.seal(
                first.hash(), heading, Bytes.utf8("[{\"type\":\"MuchLater\",\"v\":99}]"), Digest.of(NOTE));
        walk.take(first, Optional.empty());
        assertThat(take(later)).isTrue();
        assertThat(walk.end(2, later.hash())).isEqualTo(intact(2, 0, List.of(1L), later));
    }

    @Test
    void anEntryCrossesAWireWhole() {
        LogPart.Item shown = LogPart.Item.of(first, Optional.of(NOTE));
        LogPart.Item withheld = LogPart.Item.withholding(first);
        assertThat(shown.sealed(STUDIO)).isEqualTo(first).isEqualTo(withheld.sealed(STUDIO));
        assertThat(shown.note()).contains(NOTE);
        assertThat(shown.isWithheld()).isFalse();
        assertThat(withheld.note()).isEmpty();
        assertThat(withheld.isWithheld()).isTrue();
    }
}
