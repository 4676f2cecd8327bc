package dev.mandate.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.MalformedRequest;
import dev.mandate.engine.uri.PathSegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ./mandate fuzz template}: any bytes as two templates and a value for their parameters, a line each. */
class TemplateFuzzTest {
    static Stream<byte[]> examples() {
        return Stream.of(
                        "/v1/extpost/tasks/{taskId}/start\n/v1/extpost/tasks/{id}/{verb}\n7",
                        "/repos/{o}/compare/{base}...{head}\n/repos/{o}/compare/{basehead}\na...b",
                        "/files/{sid}.json\n/files/{sid}.{type}\n.json",
                        "/a/%C3%A9{x}%20\n/a/{x}{y}\n ",
                        "/a//b\n/{}\n",
                        "/{a}/{a}\n/}{\n/",
                        "/.{x}\n/a/\n.",
                        "/files/{path...}\n/{x}/a/b/\ny",
                        "/{t...}\n/a/{t...}\nz")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("examples")
    @FuzzTest
    void agreesWithThePathsItMatches(byte[] bytes) {
        String[] lines = (new String(bytes, StandardCharsets.UTF_8) + "\n\n").split("\n", -1);
        Optional<Template> a = read(lines[0]);
        Optional<Template> b = read(lines[1]);
        a.ifPresent(TemplateFuzzTest::isLikeItself);
        a.ifPresent(one -> b.ifPresent(other -> compare(one, other)));
        // a value that is dots alone could make the segment another
        a.flatMap(one -> filled(one, "x" + lines[2])).ifPresent(path -> {
            assertThat(a.orElseThrow().matches(path)).isTrue();
            assertThat(a.orElseThrow().parameters())
                    .allSatisfy(p -> assertThat(a.orElseThrow().value(p, path)).isPresent());
            b.ifPresent(other -> comparedByAPath(a.orElseThrow(), other, path));
        });
    }

    private static void isLikeItself(Template template) {
        assertThat(read(template.toString())).contains(template);
        assertThat(template.covers(template)).isTrue();
        assertThat(template.overlaps(template)).isTrue();
        assertThat(template.shape()).startsWith("/");
        assertThat(template.example(template)).startsWith("/");
    }

    private static void compare(Template a, Template b) {
        assertThat(a.overlaps(b)).isEqualTo(b.overlaps(a));
        if (a.overlaps(b)) {
            // the example of two with dots alone in common would be another path
            path(a.example(b))
                    .filter(path -> path.toString().equals(a.example(b)))
                    .ifPresent(path ->
                            assertThat(a.matches(path) && b.matches(path)).isTrue());
        }
        if (a.covers(b)) {
            assertThat(a.overlaps(b)).isTrue();
        }
        if (a.shape().equals(b.shape())) {
            assertThat(a.covers(b)).isTrue();
            assertThat(b.covers(a)).isTrue();
        }
    }

    private static void comparedByAPath(Template a, Template b, CanonicalPath ofA) {
        if (b.covers(a)) {
            assertThat(b.matches(ofA)).isTrue();
        }
        if (b.matches(ofA)) {
            assertThat(a.overlaps(b)).isTrue();
        }
    }

    /** The path that has this value for each parameter, if it is one. */
    private static Optional<CanonicalPath> filled(Template template, String value) {
        String raw = template.segments().stream()
                .map(segment -> segment.shape().replace("{}", PathSegment.encode(value)))
                .collect(Collectors.joining("/", "/", ""));
        String tail = (raw.length() == 1 ? "" : "/") + PathSegment.encode(value) + "/" + PathSegment.encode(value);
        return path(template.isOpen() ? raw + tail : raw);
    }

    private static Optional<CanonicalPath> path(String raw) {
        try {
            return Optional.of(CanonicalPath.parse(raw));
        } catch (MalformedRequest refused) {
            return Optional.empty();
        }
    }

    private static Optional<Template> read(String text) {
        try {
            return Optional.of(Template.parse(text));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }
}
