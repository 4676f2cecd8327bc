package dev.mandate.engine.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gateways and upstreams have read differently, and what we make of it. */
class CanonicalPathTest {
    @ParameterizedTest(name = "{0} is forwarded as {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "/ /",
                "/a /a",
                "/a/ /a/",
                "/a/. /a/",
                "/a/.. /",
                "/a/./b /a/b",
                "/a/../b /b",
                "/a/b/../../c /c",
                "/%61 /a",
                "/%7e /~",
                "/a%2Db /a-b",
                "/a/%2e/b /a/b",
                "/a/%2E%2e/b /b",
                "/a/.%2e/b /b",
                "/a... /a...",
                "/a. /a.",
                "/.a/..b/c. /.a/..b/c.",
                "/A /A",
                "/a%20b /a%20b",
                "/a+b /a+b",
                "/%c3%a9 /%C3%A9",
                "/a%3Fb /a%3Fb",
                "/a%23b /a%23b",
                "/a%26b /a&b",
                "/a%25 /a%25",
                "/a%2541 /a%2541",
                "/a:b@c /a:b@c",
                "/%F0%9F%98%80 /%F0%9F%98%80"
            })
    void writesOnePathInOneWay(String raw, String canonical) {
        assertThat(CanonicalPath.parse(raw)).hasToString(canonical);
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(
            strings = {
                "",
                "a",
                "//",
                "//a",
                "/a//b",
                "/..",
                "/a/../..",
                "/%2e%2e/a",
                "/a/..;/b",
                "/a;x=1/b",
                "/a%3Bx",
                "/a%2Fb",
                "/a%2fb",
                "/a%5Cb",
                "/a\\b",
                "/a%00",
                "/a\u0000",
                "/a%0d%0a",
                "/a\tb",
                "/a%7F",
                "/a%C2%85",
                "/a%252Fb",
                "/a%252e%252e/b",
                "/a%255Cb",
                "/a%253Bb",
                "/a%2500",
                "/a%2525",
                "/a%2523",
                "/a%",
                "/a%4",
                "/a%zz",
                "/a%u0041",
                "/%C0%AF",
                "/%E0%80%AF",
                "/%C0%AE%C0%AE/a",
                "/%FF",
                "/%ED%A0%80",
                "/e%CC%81",
                "/\u00e9",
                "/%EF%BF%BF",
                "/%EF%B7%90",
                "/a?b",
                "/a#b",
                "http://host/a",
                "*"
            })
    void refusesWhatTwoReadersReadDifferently(String raw) {
        assertThatThrownBy(() -> CanonicalPath.parse(raw)).isInstanceOf(MalformedRequest.class);
    }

    @Test
    void refusesWhatIsTooLongAsReceivedOrAsForwarded() {
        assertThat(CanonicalPath.parse("/" + "a".repeat(CanonicalPath.LONGEST - 1))
                        .toString())
                .hasSize(CanonicalPath.LONGEST);
        assertThatThrownBy(() -> CanonicalPath.parse("/" + "a".repeat(CanonicalPath.LONGEST)))
                .isInstanceOf(MalformedRequest.class);
        assertThatThrownBy(() -> CanonicalPath.parse("/" + "\"".repeat(CanonicalPath.LONGEST / 2)))
                .isInstanceOf(MalformedRequest.class);
    }

    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource({
        "/, ''",
        "/a/, a|",
        "/a/b, a|b",
        "/1/2/3/4/5/6/7/8/9/, 1|2|3|4|5|6|7|8|9|",
        "/x/../%C3%A9%20/b%25, é |b%"
    })
    void tellsItsSegmentsAsTheyMean(String raw, String joined) {
        CanonicalPath path = CanonicalPath.parse(raw);
        String[] segments = joined.split("\\|", -1);
        assertThat(path.length()).isEqualTo(segments.length);
        for (int i = 0; i < segments.length; i++) {
            assertThat(path.segment(i)).isEqualTo(segments[i]);
            assertThat(path.hash(i)).isEqualTo(segments[i].hashCode());
            assertThat(path.isEmpty(i)).isEqualTo(segments[i].isEmpty());
            assertThat(path.is(i, segments[i])).isTrue();
            assertThat(path.is(i, segments[i] + "x")).isFalse();
            assertThat(path.is(i, "x")).isFalse();
        }
    }

    @Test
    void readsItsOwnTextAsItself() {
        Random random = new Random(7);
        String alphabet = "/./..%2e%41%C3%A9%25ab;?\"{}<>^ %2F%5c%00~+";
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder raw = new StringBuilder("/");
            for (int k = random.nextInt(12); k > 0; k--) {
                raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            read += same(raw.toString());
        }
        assertThat(read).isGreaterThan(10_000);
    }

    private static int same(String raw) {
        CanonicalPath path;
        try {
            path = CanonicalPath.parse(raw);
        } catch (MalformedRequest e) {
            return 0;
        }
        CanonicalPath again = CanonicalPath.parse(path.toString());
        assertThat(again).as(raw).isEqualTo(path);
        assertThat(again.toString()).as(raw).isEqualTo(path.toString()).matches("[!-~]*");
        return 1;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%20",
                "%2e%2e%20.",
                "...",
                "....",
                ".%E2%80%8B.",
                "%E2%80%8B..",
                "%EF%BC%8E%EF%BC%8E",
                ".%EF%BC%8E%20",
                "%E2%80%A5",
                "%E2%80%A6",
                ".%E3%85%A4.",
                ".%E3%80%80",
                "%E2%80%A8..",
                "%C2%A0.",
                "..%EF%BC%8Fb",
                "a%EF%BC%8F%EF%BC%8E.",
                "a%EF%BC%BC..",
                "%20",
                "%E2%80%8B",
                "%C2%A0",
                "%E2%A0%80",
                "%E3%85%A4",
                "%F3%A0%80%A0",
                "%CC%81"
            })
    void refusesWhatSomeReadAsADotSegmentOrAsNothing(String segment) {
        for (String path : List.of("/a/%s/b", "/a/%s", "/%s", "/%s/a", "/A/%s/")) {
            assertThat(PathFuzzTest.read(path.formatted(segment))).as(path).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".a", "a..", "..a", "a%20.", "-", "%20a", ".%C3%A9", "a%EF%BC%8Fb", "_", "a%E2%80%8B"})
    void takesASegmentWithMoreThanDots(String segment) {
        assertThat(PathFuzzTest.read("/a/" + segment + "/b")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "secret.json, secret",
        "secret.json., secret",
        "secret.json.., secret",
        "secret.json%20., secret",
        "secret.json.%20, secret",
        "secret%EF%BC%8Ejson, secret",
        "secret%E2%80%A4json, secret",
        "SECRET.%EF%BD%8Ason, secret",
        "secret..json, secret.",
        "secret.json%E2%80%8B., secret",
        "secret.json%E3%85%A4, secret",
        "secret.json%E2%80%A8, secret",
        "secret.json.%E2%A0%80, secret",
        "a.tar.gz, a.tar",
        "x%EF%BC%8Fy.z, x%EF%BC%8Fy"
    })
    void cutsAFormatInWhateverSpelling(String segment, String cut) {
        assertThat(CanonicalPath.parse("/R/" + segment).withoutFormat()).hasToString("/R/" + cut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "secret.", "secret.%20", ".secret", "secret%E3%85%A4", ""})
    void cutsNothingWhereThereIsNoFormat(String segment) {
        assertThat(CanonicalPath.parse("/R/" + segment).withoutFormat()).isNull();
    }

    /** The fold that is hashed and compared in place is that of the segment's text, of whatever letters. */
    @Test
    void foldsInPlaceWhatTheTextFoldsTo() {
        Random random = new Random(47);
        String plain = "aZ.k -I\u0130\u0131\u017f\u00df\u03a3\u03c2\u200b\u00a0\u2026\ufb01\uff21\u0301";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = 1 + random.nextInt(6); k > 0; k--) {
                boolean rare = random.nextInt(8) == 0;
                text.appendCodePoint(rare ? random.nextInt(0x3000) : plain.charAt(random.nextInt(plain.length())));
            }
            folds(PathSegment.encode(Normalizer.normalize(text, Normalizer.Form.NFC)));
        }
    }

    private static void folds(String segment) {
        PathFuzzTest.read("/x/" + segment + "/y")
                .filter(path -> path.length() == 3)
                .ifPresent(path -> {
                    String fold = SegmentFold.of(path.segment(1));
                    assertThat(path.foldHash(1)).as(segment).isEqualTo(fold.hashCode());
                    assertThat(path.foldsTo(1, fold)).as(segment).isTrue();
                    assertThat(path.foldsTo(1, fold + "x")).as(segment).isFalse();
                    assertThat(path.foldsTo(1, "x" + fold)).as(segment).isFalse();
                });
    }
}
