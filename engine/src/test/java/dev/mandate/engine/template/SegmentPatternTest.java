package dev.mandate.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.uri.CanonicalPath;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentPatternTest {
    @Test
    void findsTheValuesOfItsParameters() {
        SegmentPattern compare = SegmentPattern.parse("{base}...{head}");
        assertThat(compare.value("base", "main...next")).contains("main");
        assertThat(compare.value("head", "main...next")).contains("next");
        assertThat(compare.value("other", "main...next")).isEmpty();
        assertThat(compare.value("base", "main..next")).isEmpty();
        assertThat(SegmentPattern.parse("{sid}.json").value("sid", "a.json.json"))
                .contains("a.json");
    }

    @Test
    void neverEndsAParameterInsideAnEscape() {
        CanonicalPath path = CanonicalPath.parse("/%C3%A9.json");
        assertThat(Template.parse("/{sid}9.json").matches(path)).isFalse();
        assertThat(Template.parse("/{sid}.json").value("sid", path)).contains("é");
    }

    @Test
    void keepsAnEncodedBraceApartFromAParameter() {
        assertThat(SegmentPattern.parse("x%7B%7D{a}").shape())
                .isNotEqualTo(SegmentPattern.parse("x{b}{a}").shape());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "{a", "a}", "{a}}", "a{}b"})
    void refusesABrokenParameter(String segment) {
        assertThatThrownBy(() -> SegmentPattern.parse(segment)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Against every text of up to seven letters, of which no pattern has the third. */
    @Test
    void overlapsAndCoversAsTheTextsThemselvesDo() {
        List<String> texts = texts();
        List<SegmentPattern> patterns = patterns();
        for (SegmentPattern one : patterns) {
            List<String> ofOne = texts.stream().filter(one::matches).toList();
            for (SegmentPattern other : patterns) {
                assertThat(other.overlaps(one))
                        .as(other + " overlaps " + one)
                        .isEqualTo(ofOne.stream().anyMatch(other::matches));
                assertThat(other.covers(one))
                        .as(other + " covers " + one)
                        .isEqualTo(ofOne.stream().allMatch(other::matches));
            }
        }
    }

    @Test
    void hasAnExampleOfAnyTwoThatOverlap() {
        List<SegmentPattern> patterns = patterns();
        for (SegmentPattern one : patterns) {
            patterns.stream().filter(one::overlaps).forEach(other -> {
                assertThat(one.matches(one.common(other)))
                        .as(one + " and " + other)
                        .isTrue();
                assertThat(other.matches(one.common(other)))
                        .as(one + " and " + other)
                        .isTrue();
            });
        }
        assertThat(SegmentPattern.parse("a{p}b{q}c").common(SegmentPattern.parse("aa{p}d{q}")))
                .isEqualTo("aabxdc");
    }

    /** A table by position of each, as before, would have 40 thousand million places. */
    @Test
    void comparesLongPatternsByTheirEnds() {
        String inner = "{p}" + "b".repeat(200_000) + "{q}";
        SegmentPattern one = SegmentPattern.parse("a" + inner + "c");
        assertThat(one.overlaps(SegmentPattern.parse(inner + "cc"))).isTrue();
        assertThat(one.overlaps(SegmentPattern.parse(inner + "d"))).isFalse();
        assertThat(one.common(SegmentPattern.parse("aa" + inner)))
                .startsWith("aaxb")
                .endsWith("bxc");
    }

    @Test
    void matchesAsARegularExpressionDoes() {
        List<String> texts = texts();
        for (SegmentPattern pattern : patterns()) {
            String regex = pattern.toString().replaceAll("\\{[^}]*}", ".+");
            for (String text : texts) {
                assertThat(pattern.matches(text)).as(pattern + " and " + text).isEqualTo(text.matches(regex));
            }
        }
    }

    @Test
    void splitsInTwoWaysAsRegularExpressionsDo() {
        List<String> texts = texts();
        for (SegmentPattern pattern : patterns()) {
            Pattern shortest = Pattern.compile(pattern.toString().replaceAll("\\{[^}]*}", "(.+?)"));
            Pattern longest = Pattern.compile(pattern.toString().replaceAll("\\{[^}]*}", "(.+)"));
            for (String text : texts) {
                assertThat(pattern.splitsInTwoWays(text))
                        .as(pattern + " and " + text)
                        .isEqualTo(!groups(shortest, text).equals(groups(longest, text)));
            }
        }
    }

    private static List<String> groups(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return !matcher.matches()
                ? List.of()
                : IntStream.rangeClosed(1, matcher.groupCount())
                        .mapToObj(matcher::group)
                        .toList();
    }

    private static List<SegmentPattern> patterns() {
        List<SegmentPattern> patterns = new ArrayList<>();
        List<String> parts = List.of("a", "b", "{}", "");
        for (String first : parts) {
            for (String second : parts) {
                for (String third : parts) {
                    String text = first + second + third;
                    if (!text.isEmpty()) {
                        patterns.add(SegmentPattern.parse(named(text)));
                    }
                }
            }
        }
        patterns.add(SegmentPattern.parse("a{p}b{q}a"));
        patterns.add(SegmentPattern.parse("{p}ab{q}"));
        return patterns;
    }

    private static String named(String text) {
        String named = text;
        for (int i = 0; named.contains("{}"); i++) {
            named = named.replaceFirst("\\{}", "{p" + i + "}");
        }
        return named;
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>();
        List<String> ends = List.of("");
        for (int length = 1; length <= 7; length++) {
            List<String> longer = new ArrayList<>();
            for (String text : ends) {
                for (char letter : new char[] {'a', 'b', 'c'}) {
                    longer.add(text + letter);
                }
            }
            texts.addAll(longer);
            ends = longer;
        }
        return texts;
    }
}
