package dev.mandate.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.MalformedForm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    private static final TenantId STUDIO = new TenantId("studio");
    private static final Digest HASH = Digest.of(Bytes.utf8("x"));

    private static final Positions.At AT = new Positions.At(4, 5, HASH);

    private static final List<Frame> FRAMES = List.of(
            new Frame.Hello("a-session"),
            new Frame.Next(
                    7,
                    SealedEntry.seal(
                            Chain.genesis(STUDIO),
                            new EntryHeader(STUDIO, 1, Instant.parse("2026-01-02T03:04:05.678901Z"), 2),
                            Bytes.utf8("[\"\n\"]"),
                            HASH)),
            new Frame.Whole(STUDIO, AT, 9, true, Bytes.utf8("whatever")),
            new Frame.Heartbeat(Optional.of(-7L), Map.of(STUDIO, AT), Set.of(TenantId.PLATFORM)),
            new Frame.Heartbeat(Optional.empty(), Map.of(), Set.of()),
            new Frame.Withheld(STUDIO, 7, "too large"));

    private static Frame read(String line) {
        return Line.read(line.getBytes(StandardCharsets.UTF_8)).frame();
    }

    @Test
    void comesBackFromItsLine() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Frame frame : FRAMES) {
            lines.write(frame.toJson(lines.size()));
            lines.write('\n');
        }
        LineReader reader = new LineReader(new ByteArrayInputStream(lines.toByteArray()));
        for (Frame frame : FRAMES) {
            assertThat(reader.next()).map(Line::frame).contains(frame);
        }
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void theLargestSnapshotFitsOneLine() {
        long encoded = (Frame.Whole.LARGEST + 2L) / 3 * 4;
        byte[] around = new Frame.Whole(STUDIO, AT, Long.MAX_VALUE, true, Bytes.EMPTY).toJson(Long.MIN_VALUE);
        assertThat(encoded + around.length).isLessThan(Line.LONGEST);
    }

    @Test
    void isOneLine() {
        FRAMES.forEach(
                f -> assertThat(new String(f.toJson(1), StandardCharsets.UTF_8)).doesNotContain("\n"));
    }

    @Test
    void leavesAsideALineThatWasCut() throws IOException {
        byte[] half = new String(FRAMES.get(2).toJson(1), StandardCharsets.UTF_8)
                .substring(0, 40)
                .getBytes(StandardCharsets.UTF_8);
        assertThat(new LineReader(new ByteArrayInputStream(half)).next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\":1,\"pong\":{\"x\":[1]}}", "{\"pong\":7,\"n\":1}", "{\"n\":1}"})
    void passesOverTypesOfLaterReleases(String line) {
        assertThat(read(line)).isEqualTo(new Frame.Unknown());
    }

    @Test
    void passesOverMembersOfLaterReleases() {
        String line =
                "{\"n\":1,\"more\":true,\"heartbeat\":{\"mark\":3,\"heads\":{\"studio\":{\"follow\":4,\"revision\":5,"
                        + "\"hash\":\"" + HASH + "\",\"x\":{}}},\"gone\":[],\"later\":{\"a\":1}}}";
        assertThat(read(line)).isEqualTo(new Frame.Heartbeat(Optional.of(3L), Map.of(STUDIO, AT), Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"heartbeat\":{\"heads\":{},\"gone\":[]}}",
                "{\"n\":\"1\",\"pong\":{}}",
                "{\"n\":1,\"heartbeat\":1}",
                "{\"n\":1,\"heartbeat\":{\"mark\":1}}",
                "{\"n\":1,\"heartbeat\":{\"heads\":{},\"gone\":[\"a\",\"a\"]}}",
                "{\"n\":1,\"next\":{\"follow\":1}}",
                "{\"n\":1,\"hello\":{\"session\":\"a\"},\"hello\":{\"session\":\"a\"}}"
            })
    void refusesWhatIsNoLine(String line) {
        assertThatThrownBy(() -> read(line)).isInstanceOf(MalformedForm.class);
    }

    @Test
    void refusesTwoFramesInOne() {
        String both = "{\"n\":1,\"hello\":{\"session\":\"a\"},\"heartbeat\":{\"heads\":{},\"gone\":[]}}";
        assertThatThrownBy(() -> read(both)).isInstanceOf(MalformedForm.class);
    }

    @Test
    void survivesFlippedBytes() {
        long seed = 99;
        Random random = new Random(seed);
        for (int round = 0; round < 4_000; round++) {
            byte[] bad = FRAMES.get(round % FRAMES.size()).toJson(round);
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            try {
                Line read = Line.read(bad);
                assertThat(Line.read(read.frame().toJson(read.n())))
                        .as("seed %s round %s", seed, round)
                        .isEqualTo(read);
            } catch (MalformedForm expected) {
                assertThat(expected).hasMessageNotContaining("Exception");
            }
        }
    }

    @Test
    void positionsComeBack() {
        Positions positions = new Positions(77, true, Map.of(STUDIO, AT), Set.of(TenantId.PLATFORM));
        assertThat(Positions.of(positions.toJson())).isEqualTo(positions);
        Positions mark = new Positions(78, false, Map.of(), Set.of());
        assertThat(Positions.of(mark.toJson())).isEqualTo(mark);
    }

    @Test
    void positionsOfLaterReleasesAreRead() {
        String later = "{\"mark\":1,\"anew\":false,\"begun\":{},\"dropped\":[],\"later\":1}";
        assertThat(Positions.of(later.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Positions(1, false, Map.of(), Set.of()));
    }
}
