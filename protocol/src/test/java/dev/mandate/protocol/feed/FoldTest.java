package dev.mandate.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Chain;
import dev.mandate.protocol.form.ChangeForm;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.Heading;
import dev.mandate.protocol.form.SealedEntry;
import dev.mandate.protocol.form.SnapshotForm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoldTest {
    private static final TenantId STUDIO = new TenantId("studio");
    private static final Digest NOTE = Digest.of(Bytes.utf8("note"));
    private static final Digest ELSEWHERE = Digest.of(Bytes.utf8("another course"));
    private static final Bytes USER =
            ChangeForm.write(List.of(new UserChange.UserAdded(new UserId("anna"), UserKind.SERVICE)));

    private final AtomicInteger forks = new AtomicInteger();
    private final Fold fold = new Fold(() -> {}, forks::incrementAndGet);

    @BeforeEach
    void follow() {
        assertThat(fold.follow(STUDIO)).isTrue();
    }

    private static SealedEntry entry(long revision, Digest previous, long platform, Bytes changes) {
        Heading heading = new Heading(STUDIO, revision, Instant.parse("2026-01-02T03:04:05Z"), platform);
        return SealedEntry.seal(previous, heading, changes, NOTE);
    }

    private Followed studio() {
        return Objects.requireNonNull(fold.get(STUDIO));
    }

    private static Frame.Heartbeat beat(long head) {
        return new Frame.Heartbeat(5, Optional.of(3L), Map.of(STUDIO, head));
    }

    @Test
    void appliesWhatFollows() throws IOException {
        SealedEntry first = entry(1, Chain.genesis(STUDIO), 0, USER);
        fold.take(new Frame.Next(first));
        fold.take(new Frame.Next(entry(2, first.hash(), 0, USER)));
        assertThat(studio().revision()).isEqualTo(2);
        assertThat(studio().snapshot().tenancy().users().contains(new UserId("anna")))
                .isTrue();
    }

    @Test
    void takesNothingTwice() throws IOException {
        SealedEntry first = entry(1, Chain.genesis(STUDIO), 0, USER);
        fold.take(new Frame.Next(first));
        fold.take(new Frame.Next(first));
        assertThat(studio().revision()).isEqualTo(1);
    }

    @Test
    void refusesWhatDoesNotFollow() throws IOException {
        fold.take(new Frame.Next(entry(1, Chain.genesis(STUDIO), 0, USER)));
        assertThatThrownBy(() -> fold.take(new Frame.Next(entry(2, NOTE, 0, USER))))
                .isInstanceOf(IOException.class);
        assertThat(studio().revision()).as("it is asked for as a whole next").isZero();
        assertThatThrownBy(() -> fold.take(new Frame.Next(entry(3, Chain.genesis(STUDIO), 0, USER))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatComesBeforeItsPlatform() {
        assertThatThrownBy(() -> fold.take(new Frame.Next(entry(1, Chain.genesis(STUDIO), 1, USER))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("before its platform");
        assertThat(studio().revision()).isZero();
    }

    @Test
    void stopsAtAnUnknownChangeAndGrowsOld() throws IOException {
        SealedEntry first = entry(1, Chain.genesis(STUDIO), 0, USER);
        fold.take(new Frame.Next(first));
        fold.take(beat(1));
        Moment complete = Objects.requireNonNull(studio().complete());
        fold.take(new Frame.Next(entry(2, first.hash(), 0, Bytes.utf8("[{\"type\":\"UserCloned\",\"v\":1}]"))));
        fold.take(beat(1));
        assertThat(studio().revision()).isEqualTo(1);
        assertThat(studio().complete()).isSameAs(complete);
    }

    @Test
    void believesAHeartbeatOnlyWhenItHasAll() throws IOException {
        fold.take(beat(1));
        assertThat(studio().complete()).isNull();
        assertThat(studio().confirmedAfter(3)).isEmpty();
        fold.take(new Frame.Next(entry(1, Chain.genesis(STUDIO), 0, USER)));
        fold.take(beat(1));
        assertThat(studio().confirmedAfter(3)).hasValue(1);
        assertThat(studio().confirmedAfter(4)).isEmpty();
        assertThat(Objects.requireNonNull(studio().complete()).age())
                .isBetween(Duration.ofMillis(5), Duration.ofSeconds(5));
    }

    @Test
    void aWholeSnapshotReplacesAnything() throws IOException {
        fold.take(new Frame.Next(entry(1, Chain.genesis(STUDIO), 0, USER)));
        Snapshot empty = Snapshot.empty(STUDIO);
        fold.take(new Frame.Whole(STUDIO, ELSEWHERE, true, SnapshotForm.write(empty)));
        assertThat(studio().revision()).isZero();
        assertThat(studio().hash()).isEqualTo(ELSEWHERE);
        assertThat(forks).hasValue(1);
        assertThat(fold.forks()).isEqualTo(1);
    }

    @Test
    void refusesASnapshotOfAnotherStream() {
        Bytes other = SnapshotForm.write(Snapshot.empty(TenantId.PLATFORM));
        assertThatThrownBy(() -> fold.take(new Frame.Whole(STUDIO, ELSEWHERE, false, other)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatIsDroppedStaysDropped() throws IOException {
        fold.drop(STUDIO);
        fold.take(new Frame.Next(entry(1, Chain.genesis(STUDIO), 0, USER)));
        fold.take(new Frame.Whole(STUDIO, ELSEWHERE, false, SnapshotForm.write(Snapshot.empty(STUDIO))));
        fold.take(beat(0));
        assertThat(fold.get(STUDIO)).isNull();
    }

    @Test
    void eachFollowHasANumberOfItsOwn() {
        long before = studio().at().follow();
        fold.drop(STUDIO);
        fold.follow(STUDIO);
        assertThat(studio().at().follow()).isNotEqualTo(before);
    }
}
