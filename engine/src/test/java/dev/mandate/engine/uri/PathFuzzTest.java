package dev.mandate.engine.uri;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ./mandate fuzz path}: any bytes as the path of a request. */
class PathFuzzTest {
    static Stream<byte[]> examples() {
        return Stream.of(
                        "/v1/extpost/tasks/7/start",
                        "/saleschannel-services/v1/traders",
                        "/a/%2e%2e/b/./c/",
                        "/%c3%a9/a%20b",
                        "/a%252Fb",
                        "/a;x=1/%F0%9F%98%80",
                        "//a\\b",
                        "/e%CC%81")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("examples")
    @FuzzTest
    void hasOneReadingOrNone(byte[] bytes) {
        String raw = new String(bytes, StandardCharsets.UTF_8);
        Optional<CanonicalPath> path = read(raw);
        path.ifPresent(PathFuzzTest::staysAsItIs);
        // a dot segment in front keeps any path from the short way for plain ones
        if (raw.startsWith("/") && raw.length() < CanonicalPath.LONGEST) {
            assertThat(read("/." + raw).map(CanonicalPath::toString)).isEqualTo(path.map(CanonicalPath::toString));
            assertThat(read("/." + raw)).isEqualTo(path);
        }
    }

    private static void staysAsItIs(CanonicalPath path) {
        assertThat(path.toString()).startsWith("/").matches("[!-~]*").doesNotContain("//", ";", "\\", "?", "#");
        assertThat(read(path.toString()))
                .contains(path)
                .map(CanonicalPath::toString)
                .contains(path.toString());
        for (int i = 0; i < path.length(); i++) {
            String fold = SegmentFold.of(path.segment(i));
            assertThat(path.foldHash(i)).isEqualTo(fold.hashCode());
            assertThat(path.foldsTo(i, fold)).isTrue();
        }
    }

    static Optional<CanonicalPath> read(String raw) {
        try {
            return Optional.of(CanonicalPath.parse(raw));
        } catch (MalformedRequest refused) {
            return Optional.empty();
        }
    }
}
