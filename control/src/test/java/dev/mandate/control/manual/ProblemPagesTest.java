package dev.mandate.control.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** Every problem code of the source is described, and nothing else is. */
class ProblemPagesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();

    /** The first text of a call that makes a problem, if it looks like a code. */
    private static final Pattern CODE =
            Pattern.compile("(?:Problem\\.of|Refusal\\.of|conflict|refused|shape|unavailable|new ConflictException)"
                    + "\\((?:\\s*[\\w.]+,)?\\s*\"([a-z]+(?:_[a-z]+)*)\"\\s*,");

    private static final Pattern TITLED =
            Pattern.compile("([45]\\d\\d),\\s*(\"[a-z_]+\"|reason\\.code\\(\\)),\\s*\"([^\"]+)\"");
    private static final Pattern CHOICE = Pattern.compile("String code = .*?;", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"([a-z]+(?:_[a-z]+)*)\"");

    private final ProblemPages pages = new ProblemPages();

    private static Stream<Path> sources() {
        return Stream.of("engine", "protocol", "gateway", "control", "client", "app", "samples")
                .map(module -> ROOT.resolve(module).resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(ProblemPagesTest::files)
                .filter(path -> path.toString().endsWith(".java"));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> codes(Path source) {
        String text = read(source);
        Stream<String> chosen = CHOICE.matcher(text)
                .results()
                .flatMap(choice -> QUOTED.matcher(choice.group()).results())
                .map(r -> r.group(1));
        return Stream.concat(CODE.matcher(text).results().map(r -> r.group(1)), chosen);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> used() {
        return Stream.concat(
                        sources().flatMap(ProblemPagesTest::codes),
                        Arrays.stream(Reason.values()).map(Reason::code))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void describesEveryCodeOfTheSource() {
        assertThat(used())
                .contains("last_administrator", "upstream_busy", "undecided", "task_not_started", "kind_fixed");
        assertThat(used()).isEqualTo(new TreeSet<>(pages.byCode().keySet()));
    }

    /** One title for a status at both planes, as one code must not have two. */
    @Test
    void titlesProblemsByTheirStatus() {
        List<MatchResult> titled =
                sources().flatMap(path -> TITLED.matcher(read(path)).results()).toList();
        assertThat(titled)
                .extracting(found -> found.group(2))
                .contains("\"upstream_busy\"", "\"token_in_query\"", "reason.code()", "\"last_administrator\"");
        assertThat(titled)
                .allSatisfy(found -> assertThat(found.group(3))
                        .as(found.group(2))
                        .isEqualTo(HttpStatus.valueOf(Integer.parseInt(found.group(1)))
                                .getReasonPhrase()));
    }

    @Test
    void saysTheSameInTheDocumentation() {
        StringBuilder document =
                new StringBuilder("# Problems\n\nEvery error answer is an RFC 9457 problem whose `code`"
                        + " is one of these. Its `type` is the URL of the code's\npage, `/.well-known/mandate-problems/{code}`"
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
