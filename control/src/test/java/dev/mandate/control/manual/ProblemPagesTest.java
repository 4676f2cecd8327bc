package dev.mandate.control.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.Reason;
import dev.mandate.protocol.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every problem code of the source is described, and nothing else is. */
class ProblemPagesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();

    /** The first text of a call that makes a problem of a sample's own. */
    private static final Pattern OF_SAMPLE = Pattern.compile(
            "(?:Problem\\.of\\(\\s*HttpStatus\\.\\w+,|new ConflictException\\()\\s*\"([a-z]+(?:_[a-z]+)*)\"\\s*,");

    private final ProblemPages pages = new ProblemPages();

    private static List<String> sources(String... modules) {
        return Arrays.stream(modules)
                .map(module -> ROOT.resolve(module).resolve("src/main/java"))
                .flatMap(ProblemPagesTest::files)
                .filter(path -> path.toString().endsWith(".java"))
                .map(ProblemPagesTest::read)
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> ofSamples() {
        return sources("samples").stream()
                .flatMap(source -> OF_SAMPLE.matcher(source).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void describesEveryProblemAndNoOther() {
        assertThat(ofSamples()).contains("task_not_started", "not_ready", "upload_incomplete");
        Set<String> all = new TreeSet<>(ofSamples());
        Arrays.stream(ProblemCode.values()).map(ProblemCode::code).forEach(all::add);
        assertThat(pages.byCode().keySet()).containsExactlyInAnyOrderElementsOf(all);
    }

    /** A problem may be answered with another status by a second constant of its code. */
    @Test
    void describesThemWithTheirStatus() {
        Map<String, List<Integer>> statuses = Arrays.stream(ProblemCode.values())
                .collect(Collectors.groupingBy(
                        ProblemCode::code, Collectors.mapping(ProblemCode::status, Collectors.toList())));
        assertThat(statuses)
                .allSatisfy((code, known) -> assertThat(known)
                        .contains(pages.find(code).orElseThrow().status()));
    }

    @Test
    void listsNoProblemThatNothingAnswers() {
        String all = String.join("\n", sources("protocol", "gateway", "control", "client"));
        Set<String> ofReasons = Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.toSet());
        assertThat(ProblemCode.values())
                .filteredOn(problem -> !ofReasons.contains(problem.code()))
                .allSatisfy(problem -> assertThat(all).contains("ProblemCode." + problem.name()));
    }

    @Test
    void saysTheSameInTheDocumentation() {
        StringBuilder document =
                new StringBuilder("# Problems\n\nEvery error answer is an RFC 9457 problem whose `code`"
                        + " is one of these, except that refused token requests have `error` and `error_description` (RFC 6749). Its `type` is the URL of the code's\npage, `/.well-known/mandate-problems/{code}`"
                        + " at the gateway's public URL; programs compare `code`. All pages: `/problems` on the control plane."
                        + " Made from `control/src/main/resources/problems.yaml`.\n");
        pages.byCode()
                .values()
                .forEach(p -> document.append("\n## ")
                        .append(p.code())
                        .append("\n\n**")
                        .append(p.title())
                        .append(".** ")
                        .append(p.status())
                        .append("; from: ")
                        .append(String.join(", ", p.doors()))
                        .append(".\n\n")
                        .append(p.means())
                        .append("\n\nWhat to do: ")
                        .append(p.remedy())
                        .append('\n'));
        assertThat(read(ROOT.resolve("docs/problems.md"))).isEqualTo(document.toString());
    }

    @Test
    void escapesWhatItShows() {
        byte[] page = new Html("<t>").paragraph("a < b & `c\"d`").answer().getBody();
        assertThat(new String(page, StandardCharsets.UTF_8))
                .contains("<title>&lt;t&gt;</title>")
                .contains("a &lt; b &amp; <code>c&quot;d</code>");
    }
}
