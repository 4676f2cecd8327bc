package dev.mandate.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.MalformedForm;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code ./mandate fuzz entry}: parses any bytes as a line of the feed; opens an entry in it and checks its link in the
 * chain.
 */
class LineFuzzTest {
    private static final TenantId STUDIO = new TenantId("studio");
    private static final Digest HASH = Digest.of(Bytes.EMPTY);

    static Stream<byte[]> examples() {
        EntryHeader heading = new EntryHeader(STUDIO, 1, Instant.parse("2026-01-02T03:04:05.678901Z"), 2);
        Bytes changes = Bytes.utf8("[{\"type\":\"Named\",\"v\":1,\"name\":\"x\"}]");
        Positions.At at = new Positions.At(4, 5, HASH);
        return Stream.of(
                        new Frame.Hello("a-session"),
                        new Frame.Next(7, SealedEntry.seal(Chain.genesis(STUDIO), heading, changes, HASH)),
                        new Frame.Whole(STUDIO, at, 9, true, Bytes.utf8("whatever")),
                        new Frame.Heartbeat(Optional.of(-7L), Map.of(STUDIO, at), Set.of(TenantId.PLATFORM)))
                .map(frame -> frame.toJson(3));
    }

    @MethodSource("examples")
    @FuzzTest
    void comesBackOrIsRefused(byte[] bytes) {
        read(bytes).ifPresent(line -> {
            assertThat(read(line.frame().toJson(line.n()))).contains(line);
            if (line.frame() instanceof Frame.Next(long follow, SealedEntry entry)) {
                opens(entry);
            }
        });
    }

    private static void opens(SealedEntry entry) {
        Digest previous = Chain.genesis(entry.heading().stream());
        SealedEntry sealed = SealedEntry.seal(previous, entry.heading(), entry.changes(), entry.note());
        assertThat(sealed.follows(previous)).isTrue();
        assertThat(entry.follows(previous)).isEqualTo(entry.equals(sealed));
        try {
            assertThat(entry.open().revision()).isEqualTo(entry.revision());
        } catch (MalformedForm refused) {
            assertThat(refused).hasMessageNotContaining("Exception");
        }
    }

    private static Optional<Line> read(byte[] bytes) {
        try {
            return Optional.of(Line.read(bytes));
        } catch (MalformedForm refused) {
            return Optional.empty();
        }
    }
}
