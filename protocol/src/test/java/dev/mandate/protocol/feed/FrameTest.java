package dev.mandate.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Chain;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.Heading;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.form.SealedEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    private static final TenantId STUDIO = new TenantId("studio");
    private static final Digest HASH = Digest.of(Bytes.utf8("x"));

    private static final List<Frame> FRAMES = List.of(
            new Frame.Next(SealedEntry.seal(
                    Chain.genesis(STUDIO),
                    new Heading(STUDIO, 1, Instant.parse("2026-01-02T03:04:05.678901Z"), 2),
                    Bytes.utf8("[\"\n\"]"),
                    HASH)),
            new Frame.Whole(STUDIO, HASH, true, Bytes.utf8("whatever")),
            new Frame.Heartbeat(12, Optional.of(-7L), Map.of(STUDIO, 3L, TenantId.PLATFORM, 9L)),
            new Frame.Heartbeat(0, Optional.empty(), Map.of()));

    @Test
    void comesBackFromItsLine() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Frame frame : FRAMES) {
            lines.write(frame.toJson());
            lines.write('\n');
        }
        FrameReader reader = new FrameReader(new ByteArrayInputStream(lines.toByteArray()));
        for (Frame frame : FRAMES) {
            assertThat(reader.next()).contains(frame);
        }
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void isOneLine() {
        FRAMES.forEach(
                f -> assertThat(new String(f.toJson(), StandardCharsets.UTF_8)).doesNotContain("\n"));
    }

    @Test
    void leavesAsideALineThatWasCut() throws IOException {
        byte[] half = new String(FRAMES.get(1).toJson(), StandardCharsets.UTF_8)
                .substring(0, 40)
                .getBytes(StandardCharsets.UTF_8);
        assertThat(new FrameReader(new ByteArrayInputStream(half)).next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"pong\":{}}", "{\"heartbeat\":{\"ageMillis\":1}}", "{\"heartbeat\":1}"})
    void refusesWhatIsNoFrame(String line) {
        assertThatThrownBy(() -> Frame.of(line.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedForm.class);
    }

    @Test
    void refusesTwoFramesInOne() {
        String both = "{\"whole\":{\"stream\":\"a\",\"hash\":\"" + HASH + "\",\"fork\":false,\"snapshot\":\"\"},"
                + "\"heartbeat\":{\"ageMillis\":1,\"heads\":{}}}";
        assertThatThrownBy(() -> Frame.of(both.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedForm.class);
    }

    @Test
    void survivesFlippedBytes() {
        long seed = 99;
        Random random = new Random(seed);
        for (int round = 0; round < 4_000; round++) {
            byte[] bad = FRAMES.get(round % FRAMES.size()).toJson();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            try {
                Frame read = Frame.of(bad);
                assertThat(Frame.of(read.toJson()))
                        .as("seed %s round %s", seed, round)
                        .isEqualTo(read);
            } catch (MalformedForm expected) {
                assertThat(expected).hasMessageNotContaining("Exception");
            }
        }
    }

    @Test
    void positionsComeBack() {
        Positions positions = new Positions(Optional.of(Map.of(STUDIO, new Positions.At(4, 5, HASH))), 77);
        assertThat(Positions.of(positions.toJson())).isEqualTo(positions);
        Positions mark = new Positions(Optional.empty(), 78);
        assertThat(Positions.of(mark.toJson())).isEqualTo(mark);
    }
}
