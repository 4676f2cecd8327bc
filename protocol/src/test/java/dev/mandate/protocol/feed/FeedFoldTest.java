package dev.mandate.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.frame.Frame;
import dev.mandate.protocol.frame.Positions;
import dev.mandate.protocol.snapshot.SnapshotForm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedFoldTest {
    private static final TenantId STUDIO = new TenantId("studio");
    private static final Digest NOTE = Digest.of(Bytes.utf8("note"));
    private static final Digest ELSEWHERE = Digest.of(Bytes.utf8("another course"));
    private static final Bytes USER =
            ChangeForm.write(List.of(new UserChange.UserAdded(new UserId("anna"), UserKind.SERVICE)));

    private static final Bytes LISTED = ChangeForm.write(List.of(new CatalogueChange.TenantListed(STUDIO)));

    private static final Bytes IMPORTED = ChangeForm.write(List.of(new CatalogueChange.ApiImported(
            new Api(new ApiId("jobs"), ApiKind.SWITCH, "http://127.0.0.1:9", "", List.of(), List.of()))));

    private final AtomicInteger forks = new AtomicInteger();
    private StateAgeClock echo = new StateAgeClock();
    private final Fold fold = new Fold(() -> {}, forks::incrementAndGet);

    @BeforeEach
    void follow() {
        assertThat(fold.follow(STUDIO)).isTrue();
        fold.connected(echo);
    }

    private static SealedEntry entry(long revision, Digest previous, long platform, Bytes changes) {
        return entry(STUDIO, revision, previous, platform, changes);
    }

    private static SealedEntry entry(TenantId stream, long revision, Digest previous, long platform, Bytes changes) {
        EntryHeader heading = new EntryHeader(stream, revision, Instant.parse("2026-01-02T03:04:05Z"), platform);
        return SealedEntry.seal(previous, heading, changes, NOTE);
    }

    private StreamState studio() {
        return Objects.requireNonNull(fold.get(STUDIO));
    }

    private long follow(TenantId stream) {
        return Objects.requireNonNull(fold.get(stream)).follow();
    }

    private void take(SealedEntry entry) {
        fold.take(new Frame.Next(follow(entry.heading().stream()), entry));
    }

    private SealedEntry first() {
        SealedEntry first = entry(1, Chain.genesis(STUDIO), 0, USER);
        take(first);
        return first;
    }

    private Positions.At at(long revision, Digest hash) {
        return new Positions.At(follow(STUDIO), revision, hash);
    }

    private Frame.Heartbeat beat(Positions.At head) {
        return new Frame.Heartbeat(Optional.of(echo.post()), Map.of(STUDIO, head), Set.of());
    }

    private Frame.Whole whole(Digest hash, boolean fork) {
        return new Frame.Whole(STUDIO, at(0, hash), 0, fork, SnapshotForm.write(Snapshot.empty(STUDIO)));
    }

    @Test
    void appliesWhatFollows() {
        take(entry(2, first().hash(), 0, USER));
        assertThat(studio().revision()).isEqualTo(2);
        assertThat(studio().snapshot().tenancy().users().contains(new UserId("anna")))
                .isTrue();
    }

    @Test
    void takesNothingTwice() {
        take(first());
        assertThat(studio().revision()).isEqualTo(1);
    }

    @Test
    void stopsAtWhatDoesNotFollow() {
        first();
        take(entry(2, NOTE, 0, USER));
        assertThat(fold.stopped())
                .containsExactly(Map.entry(STUDIO, "before revision 2: entry `2` does not follow revision `1`"));
        fold.connected(new StateAgeClock());
        take(entry(3, Chain.genesis(STUDIO), 0, USER));
        assertThat(fold.stopped().get(STUDIO)).contains("entry `3` does not follow revision `1`");
        assertThat(studio().revision()).isEqualTo(1);
    }

    @Test
    void stopsAStreamThatIsWithheld() {
        SealedEntry first = first();
        fold.take(beat(studio().at()));
        fold.take(new Frame.Withheld(STUDIO, follow(STUDIO) + 1, "of another follow"));
        assertThat(fold.stopped()).isEmpty();
        fold.take(new Frame.Withheld(STUDIO, follow(STUDIO), "its snapshot is too large"));
        assertThat(fold.stopped()).containsExactly(Map.entry(STUDIO, "before revision 2: its snapshot is too large"));
        take(entry(2, first.hash(), 0, USER));
        assertThat(studio().revision()).isEqualTo(1);
        fold.connected(new StateAgeClock());
        take(entry(2, first.hash(), 0, USER));
        assertThat(fold.stopped()).isEmpty();
        assertThat(studio().revision()).isEqualTo(2);
    }

    @Test
    void leavesAsideWhatWasMeantForAnEarlierFollow() {
        SealedEntry first = first();
        fold.take(beat(studio().at()));
        Frame.Next late = new Frame.Next(follow(STUDIO), entry(2, first.hash(), 0, USER));
        Frame.Whole whole = whole(ELSEWHERE, false);
        Frame.Heartbeat beat = beat(studio().at());
        fold.drop(STUDIO);
        fold.follow(STUDIO);
        fold.take(late);
        fold.take(whole);
        fold.take(beat);
        assertThat(studio().loaded()).isFalse();
        assertThat(studio().complete()).isNull();
    }

    @Test
    void keepsWhatComesBeforeItsPlatform() {
        SealedEntry first = entry(1, Chain.genesis(STUDIO), 1, USER);
        SealedEntry second = entry(2, first.hash(), 0, USER);
        take(first);
        take(second);
        fold.take(beat(at(2, second.hash())));
        assertThat(studio().revision()).as("nothing is applied too early").isZero();
        assertThat(studio().complete()).isNull();
        take(entry(TenantId.PLATFORM, 1, Chain.genesis(TenantId.PLATFORM), 0, LISTED));
        assertThat(studio().revision()).isEqualTo(2);
        assertThat(studio().complete()).as("and what was said of it holds").isNotNull();
    }

    @Test
    void aSnapshotWaitsForItsPlatformToo() {
        fold.take(new Frame.Whole(STUDIO, at(0, ELSEWHERE), 1, false, SnapshotForm.write(Snapshot.empty(STUDIO))));
        fold.take(new Frame.Heartbeat(Optional.empty(), Map.of(), Set.of(STUDIO)));
        assertThat(studio().loaded()).isFalse();
        take(entry(TenantId.PLATFORM, 1, Chain.genesis(TenantId.PLATFORM), 0, LISTED));
        assertThat(studio().hash()).isEqualTo(ELSEWHERE);
    }

    @Test
    void keepsABoundedAmountForThePlatform() {
        Fold small = new Fold(() -> {}, () -> {}, 4_000, StreamState::next);
        small.follow(STUDIO);
        long follow = Objects.requireNonNull(small.get(STUDIO)).follow();
        Digest hash = Chain.genesis(STUDIO);
        for (int i = 1; i <= 5; i++) {
            SealedEntry next = entry(i, hash, 1, USER);
            hash = next.hash();
            small.take(new Frame.Next(follow, next));
        }
        assertThat(small.stopped())
                .containsExactly(
                        Map.entry(STUDIO, "before revision 1: too many bytes wait for the platform's revision `1`"));
        small.take(new Frame.Next(
                Objects.requireNonNull(small.get(TenantId.PLATFORM)).follow(),
                entry(TenantId.PLATFORM, 1, Chain.genesis(TenantId.PLATFORM), 0, LISTED)));
        assertThat(Objects.requireNonNull(small.get(STUDIO)).revision()).isZero();
        small.connected(new StateAgeClock());
        small.take(new Frame.Next(follow, entry(1, Chain.genesis(STUDIO), 1, USER)));
        assertThat(small.stopped()).as("the next connection tries again").isEmpty();
    }

    @Test
    void stopsAtAnUnknownChangeAndGrowsOld() {
        SealedEntry first = first();
        fold.take(beat(studio().at()));
        Moment complete = Objects.requireNonNull(studio().complete());
        SealedEntry cloned = entry(2, first.hash(), 0, Bytes.utf8("[{\"type\":\"UserCloned\",\"v\":1}]"));
        take(cloned);
        fold.take(beat(at(2, cloned.hash())));
        assertThat(studio().revision()).isEqualTo(1);
        assertThat(fold.stopped()).containsOnlyKeys(STUDIO);
        assertThat(fold.stopped().get(STUDIO)).startsWith("before revision 2: change `UserCloned`");
        assertThat(studio().complete()).isSameAs(complete);
    }

    @Test
    void stopsAtAnUnknownConstant() {
        SealedEntry first = first();
        String json = "[{\"type\":\"UserAdded\",\"v\":1,\"user\":\"u\",\"kind\":\"ROBOT\"}]";
        take(entry(2, first.hash(), 0, Bytes.utf8(json)));
        assertThat(fold.stopped().get(STUDIO)).contains("`ROBOT` is unknown to this release");
        assertThat(studio().revision()).isEqualTo(1);
    }

    /** A fold in which no entry at revision 2 can be applied. */
    private static Fold failing(Runnable failure) {
        return new Fold(() -> {}, () -> {}, 1 << 20, (now, entry) -> {
            if (entry.revision() == 2) {
                failure.run();
            }
            return now.next(entry);
        });
    }

    private static List<SealedEntry> two(TenantId stream, Bytes changes) {
        SealedEntry first = entry(stream, 1, Chain.genesis(stream), 0, changes);
        return List.of(first, entry(stream, 2, first.hash(), 0, changes));
    }

    private static void take(Fold into, SealedEntry entry) {
        long follow = Objects.requireNonNull(into.get(entry.heading().stream())).follow();
        into.take(new Frame.Next(follow, entry));
    }

    @ParameterizedTest
    @ValueSource(strings = {"studio", "platform"})
    void stopsOneStreamAtWhateverItsEntryThrows(String name) {
        List<Runnable> failures = List.of(
                () -> {
                    throw new IllegalStateException("bug");
                },
                () -> {
                    throw new StackOverflowError();
                });
        for (Runnable failure : failures) {
            Fold failing = failing(failure);
            failing.follow(STUDIO);
            TenantId stream = new TenantId(name);
            TenantId other = stream.equals(STUDIO) ? TenantId.PLATFORM : STUDIO;
            for (SealedEntry entry : two(stream, stream.equals(STUDIO) ? USER : LISTED)) {
                take(failing, entry);
            }
            assertThat(failing.stopped()).containsOnlyKeys(stream);
            assertThat(failing.stopped().get(stream)).contains("before revision 2: it cannot be applied");
            assertThat(Objects.requireNonNull(failing.get(stream)).revision()).isEqualTo(1);
            take(failing, two(other, other.equals(STUDIO) ? USER : LISTED).getFirst());
            assertThat(Objects.requireNonNull(failing.get(other)).revision())
                    .as("the others go on")
                    .isEqualTo(1);
        }
    }

    @Test
    void requestsAStoppedStreamAgainAfterAPause() {
        AtomicBoolean failingNow = new AtomicBoolean(true);
        Fold failing = new Fold(() -> {}, () -> {}, 1 << 20, (now, entry) -> {
            if (failingNow.get()) {
                throw new IllegalStateException("short of memory");
            }
            return now.next(entry);
        });
        failing.follow(STUDIO);
        SealedEntry first = two(STUDIO, USER).getFirst();
        take(failing, first);
        assertThat(failing.retry()).as("not at once").isEmpty();
        await(() -> failing.retry().equals(Set.of(STUDIO)));
        assertThat(failing.stopped()).as("not known to be better").containsOnlyKeys(STUDIO);
        failingNow.set(false);
        take(failing, first);
        assertThat(failing.stopped()).isEmpty();
        assertThat(Objects.requireNonNull(failing.get(STUDIO)).revision()).isEqualTo(1);
    }

    private static void await(BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begun).isLessThan(20_000_000_000L);
            Thread.onSpinWait();
        }
    }

    @Test
    void believesAHeartbeatOnlyWhenItHasAll() {
        SealedEntry first = entry(1, Chain.genesis(STUDIO), 0, USER);
        fold.take(beat(at(1, first.hash())));
        assertThat(fold.stopped().get(STUDIO)).contains("revision `1` never came");
        assertThat(studio().complete()).isNull();
        fold.connected(echo);
        take(first);
        fold.take(beat(at(1, ELSEWHERE)));
        assertThat(fold.stopped()).containsOnlyKeys(STUDIO);
        assertThat(studio().complete()).isNull();
        fold.connected(echo);
        long before = System.nanoTime();
        fold.take(beat(studio().at()));
        assertThat(fold.stopped()).isEmpty();
        assertThat(studio().complete()).isNotNull();
        assertThat(fold.confirmedHead(STUDIO, before)).hasValue(1);
        assertThat(fold.confirmedHead(STUDIO, System.nanoTime())).isEmpty();
    }

    @Test
    void nothingIsFreshBeforeTheFirstEcho() {
        first();
        fold.take(new Frame.Heartbeat(Optional.empty(), Map.of(STUDIO, studio().at()), Set.of()));
        assertThat(studio().usable()).isFalse();
        fold.take(new Frame.Heartbeat(Optional.of(new StateAgeClock().post()), Map.of(), Set.of()));
        assertThat(studio().usable()).as("a number of somebody else").isFalse();
        fold.take(new Frame.Heartbeat(Optional.of(echo.post()), Map.of(), Set.of()));
        assertThat(studio().usable()).isTrue();
    }

    @Test
    void oneNumberVouchesForTheRest() {
        first();
        fold.take(beat(studio().at()));
        Moment complete = Objects.requireNonNull(studio().complete());
        fold.take(new Frame.Heartbeat(Optional.of(echo.post()), Map.of(), Set.of()));
        assertThat(Objects.requireNonNull(studio().complete()).nanos()).isGreaterThan(complete.nanos());
    }

    @Test
    void whatIsKeptOnDiskKeepsItsMoment() {
        first();
        fold.take(beat(studio().at()));
        Moment complete = studio().complete();
        StreamState kept = Objects.requireNonNull(fold.all().get(STUDIO));
        echo.heard(echo.post());
        assertThat(studio().complete()).isNotSameAs(complete);
        assertThat(kept.complete()).isSameAs(complete);
        assertThat(kept.revision()).isEqualTo(1);
    }

    @Test
    void whatIsGoneGrowsOld() {
        first();
        fold.take(beat(studio().at()));
        Moment complete = studio().complete();
        fold.take(new Frame.Heartbeat(Optional.of(echo.post()), Map.of(), Set.of(STUDIO)));
        assertThat(studio().complete()).isSameAs(complete);
        assertThat(fold.confirmedHead(STUDIO, 0)).isEmpty();
    }

    @Test
    void anotherConnectionVouchesForNothingYet() {
        first();
        fold.take(beat(studio().at()));
        Moment complete = studio().complete();
        StateAgeClock old = echo;
        echo = new StateAgeClock();
        fold.connected(echo);
        old.heard(old.post());
        assertThat(studio().complete()).isSameAs(complete);
        fold.take(new Frame.Heartbeat(Optional.of(echo.post()), Map.of(), Set.of()));
        assertThat(studio().complete()).as("it was not named on this one").isSameAs(complete);
    }

    @Test
    void aWholeSnapshotReplacesAnything() {
        first();
        fold.take(beat(studio().at()));
        fold.take(whole(ELSEWHERE, true));
        assertThat(studio().revision()).isZero();
        assertThat(studio().hash()).isEqualTo(ELSEWHERE);
        assertThat(studio().usable())
                .as("of another course nothing is known yet")
                .isFalse();
        assertThat(forks).hasValue(1);
        assertThat(fold.forks()).isEqualTo(1);
        fold.take(beat(studio().at()));
        assertThat(studio().usable()).isTrue();
    }

    @Test
    void anEarlierSnapshotIsNotTakenForFresh() {
        first();
        fold.take(beat(studio().at()));
        fold.take(whole(Chain.genesis(STUDIO), false));
        assertThat(studio().complete()).isNull();
    }

    @Test
    void stopsAtASnapshotOfAnotherStream() {
        Bytes other = SnapshotForm.write(Snapshot.empty(TenantId.PLATFORM));
        fold.take(new Frame.Whole(STUDIO, at(0, ELSEWHERE), 0, false, other));
        assertThat(fold.stopped()).containsOnlyKeys(STUDIO);
        fold.connected(new StateAgeClock());
        Bytes later = SnapshotForm.write(Snapshot.empty(STUDIO));
        fold.take(new Frame.Whole(STUDIO, at(3, ELSEWHERE), 0, false, later));
        assertThat(fold.stopped().get(STUDIO)).contains("not of the announced stream and revision");
        assertThat(studio().loaded()).isFalse();
    }

    @Test
    void countsAForkOnceHoweverOftenItFails() {
        Bytes bad = Bytes.utf8("no snapshot");
        fold.take(new Frame.Whole(STUDIO, at(0, ELSEWHERE), 0, true, bad));
        fold.connected(new StateAgeClock());
        fold.take(new Frame.Whole(STUDIO, at(0, ELSEWHERE), 0, true, bad));
        assertThat(forks).hasValue(1);
        assertThat(fold.stopped()).containsOnlyKeys(STUDIO);
    }

    @Test
    void countsWhatOnlyALaterReleaseKnows() {
        fold.take(new Frame.Unknown());
        assertThat(fold.unknown()).isEqualTo(1);
    }

    @Test
    void whatIsDroppedStaysDropped() {
        Frame.Next next = new Frame.Next(follow(STUDIO), entry(1, Chain.genesis(STUDIO), 0, USER));
        Frame.Whole whole = whole(ELSEWHERE, false);
        Frame.Heartbeat beat = beat(studio().at());
        fold.drop(STUDIO);
        fold.take(next);
        fold.take(whole);
        fold.take(beat);
        assertThat(fold.get(STUDIO)).isNull();
    }

    @Test
    void eachFollowHasANumberOfItsOwn() {
        long before = studio().at().follow();
        fold.drop(STUDIO);
        fold.follow(STUDIO);
        assertThat(studio().at().follow()).isNotEqualTo(before);
    }

    /** The gateway uses the router on its event loop, which must not wait for its derivation. */
    @Test
    void showsNoCatalogueBeforeItsRouterIsDerived() {
        StreamState platform = Objects.requireNonNull(fold.get(TenantId.PLATFORM));
        SealedEntry imported = entry(TenantId.PLATFORM, 1, Chain.genesis(TenantId.PLATFORM), 0, IMPORTED);
        Snapshot unseen = platform.snapshot().apply(imported.open());
        assertThat(unseen.catalogue().isDerived())
                .as("a fold alone derives none")
                .isFalse();
        take(imported);
        assertThat(derived(fold.get(TenantId.PLATFORM))).as("after an entry").isTrue();
        Fold other = new Fold(() -> {}, () -> {});
        long follow = Objects.requireNonNull(other.get(TenantId.PLATFORM)).follow();
        Positions.At at = new Positions.At(follow, 1, imported.hash());
        other.take(new Frame.Whole(TenantId.PLATFORM, at, 0, false, SnapshotForm.write(unseen)));
        assertThat(derived(other.get(TenantId.PLATFORM))).as("after a snapshot").isTrue();
        StreamState stored = StreamState.restored(SnapshotForm.read(SnapshotForm.write(unseen)), imported.hash(), null);
        assertThat(derived(stored)).as("from the disk").isTrue();
    }

    private static boolean derived(@Nullable StreamState followed) {
        Snapshot snapshot = Objects.requireNonNull(followed).snapshot();
        return snapshot.revision() == 1 && snapshot.catalogue().isDerived();
    }
}
