package dev.mandate.app.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mandate.app.file.Failure;
import dev.mandate.app.process.Settings;
import dev.mandate.app.up.Installation;
import dev.mandate.app.up.TestInstallation;
import dev.mandate.control.ControlSettings;
import dev.mandate.gateway.setting.GatewaySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of settings in {@code docs/operators.md}: every setting there is, its true default, and its true range. */
class OperatorsTest {
    private static final Pattern ROW =
            Pattern.compile("\\| `(MANDATE_[A-Z0-9_]+)` \\| ([^|]*) ?\\| ([^|]*) \\| ([^|]*) \\|");
    private static final Pattern AMOUNT = Pattern.compile("([0-9]+)([a-z]*)");
    private static final Map<String, String> LEAST = Map.of(
            "MANDATE_TOKEN_ISSUER", "https://api.example.com",
            "MANDATE_TOKEN_CONTROL", "https://control.example.com",
            "MANDATE_GATEWAY_KEY", "the-key-of-a-gateway",
            "MANDATE_GATEWAY_PUBLIC_URL", "https://api.example.com");

    /** Only settings that are texts, lists or paths have such values. */
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "0",
            "1",
            "-1",
            "true",
            "yes",
            "nonsense",
            "2147483648",
            "99999999999999999999",
            "1e3",
            "0.5",
            "P999999999999D",
            "99999999999999d",
            "-5s",
            "5 minutes",
            "nosuch.invalid",
            "http://host.example:70000",
            "ftp://host.example",
            "https://user@host.example",
            "https://host.example/path",
            "one\ntwo",
            "nul\0",
            "lone \uD800",
            "${HOME}",
            "x".repeat(100_000));

    /** At an end of the range of each of these a start is right to fail, or to wait for a day. */
    private static final Set<String> NEVER_READY =
            Set.of("MANDATE_DATABASE_START", "MANDATE_GATEWAY_STALENESS", "MANDATE_GATEWAY_WARM_UP");

    private record Row(String name, String otherwise, String range, String meaning) {
        /** The range as a refusal writes it. */
        String said() {
            return range.equals("true or false") ? "`true` or `false`" : range;
        }

        String literalDefault() {
            return otherwise.startsWith("`") ? otherwise.replace("`", "") : "";
        }
    }

    private static List<Row> rows() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.exists(here.resolve("docs/operators.md")) ? here : here.getParent();
        return Files.readAllLines(root.resolve("docs/operators.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(m -> new Row(m.group(1), m.group(2).strip(), m.group(3), m.group(4)))
                .toList();
    }

    private static void start(String name, String value) {
        Map<String, String> given = new HashMap<>(LEAST);
        given.put(name, value);
        Settings settings = Settings.read(null, given);
        assertThat(settings.control()).isNotNull();
        assertThat(settings.gateway()).isNotNull();
        assertThat(settings.path(Settings.PLATFORM_FILE, "data/platform.env")).isNotNull();
    }

    @Test
    void namesEverySettingOnce() throws IOException {
        Set<String> all = new HashSet<>(ControlSettings.defaults().keySet());
        all.addAll(GatewaySettings.defaults().keySet());
        all.add(Settings.PLATFORM_FILE);
        assertThat(rows()).extracting(Row::name).containsExactlyInAnyOrderElementsOf(all);
        assertThat(rows()).allSatisfy(row -> assertThat(row.meaning()).isNotBlank());
    }

    @TestFactory
    Stream<DynamicTest> tellsTheTrueDefaults() throws IOException {
        Map<String, String> control = ControlSettings.defaults();
        GatewaySettings gateway = Settings.read(null, LEAST).gateway();
        return rows().stream()
                .filter(row -> !row.name().equals(Settings.PLATFORM_FILE))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    if (control.containsKey(row.name())) {
                        assertThat(row.literalDefault()).isEqualTo(control.get(row.name()));
                    } else if (!row.literalDefault().isEmpty()) {
                        Map<String, String> given = new HashMap<>(LEAST);
                        given.put(row.name(), row.literalDefault());
                        assertThat(Settings.read(null, given).gateway()).isEqualTo(gateway);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> tellsTheTrueRanges() throws IOException {
        return rows().stream()
                .filter(OperatorsTest::bounded)
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    for (String within : within(row.range())) {
                        assertThatCode(() -> start(row.name(), within))
                                .as(within)
                                .doesNotThrowAnyException();
                    }
                    for (String beyond : beyond(row.range())) {
                        assertThatThrownBy(() -> start(row.name(), beyond))
                                .as(beyond)
                                .hasMessageContaining("`" + row.name() + "`")
                                .hasMessageContaining(row.said())
                                .hasMessageNotContaining("\n");
                    }
                }));
    }

    /** A value is read, or refused in one line with the name and the range. */
    @TestFactory
    Stream<DynamicTest> takesOrNamesHostileValues() throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> HOSTILE.forEach(value -> refused(row, value))));
    }

    private static void refused(Row row, String value) {
        Throwable thrown = catchThrowable(() -> start(row.name(), value));
        if (thrown != null) {
            assertThat(thrown)
                    .as(value)
                    .isInstanceOfAny(
                            Failure.class,
                            dev.mandate.control.ControlSettingException.class,
                            dev.mandate.gateway.setting.InvalidSettingException.class)
                    .hasMessageContaining("`" + row.name() + "`")
                    .hasMessageMatching("[^\\p{Cntrl}]+")
                    .hasMessageNotContaining("Exception");
            if (bounded(row) && !value.isBlank()) {
                assertThat(thrown).as(value).hasMessageContaining(row.said());
            }
        } else if (bounded(row)) {
            assertThat(value).as("a whole number, or a word for true or false").matches("[0-9]+|true|yes");
        }
    }

    /** An end of a range that only another part refuses, later and without the name of the setting, fails this. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void startsAtEitherEndOfEveryRange(int end, @TempDir Path folder) throws IOException {
        Map<String, String> given = new HashMap<>();
        rows().stream()
                .filter(OperatorsTest::bounded)
                .filter(row -> !row.name().endsWith("_PORT") && !NEVER_READY.contains(row.name()))
                .forEach(row -> given.put(row.name(), within(row.range()).get(end)));
        Installation.Options options = new Installation.Options(folder.resolve("data"), false);
        Settings settings = TestInstallation.ports(0, 0).with(given);
        try (Installation running = Installation.start(options, settings)) {
            assertThat(running.addresses()).isNotNull();
        }
    }

    @Test
    void boundsWhatCanBeBounded() throws IOException {
        assertThat(rows().stream().filter(OperatorsTest::bounded)).hasSizeGreaterThan(40);
    }

    private static boolean bounded(Row row) {
        return row.range().matches("\\w+ to \\w+|true or false");
    }

    private static List<String> within(String range) {
        return switch (range) {
            case "true or false" -> List.of("true", "false");
            default -> List.of(range.split(" to "));
        };
    }

    private static List<String> beyond(String range) {
        return switch (range) {
            case "true or false" -> List.of("perhaps");
            default -> {
                int to = range.indexOf(" to ");
                yield List.of(moved(range.substring(0, to), -1), moved(range.substring(to + 4), 1), "many");
            }
        };
    }

    /** One less or one more of the same unit. */
    private static String moved(String amount, int by) {
        Matcher m = AMOUNT.matcher(amount);
        assertThat(m.matches()).as(amount).isTrue();
        return Long.parseLong(m.group(1)) + by + m.group(2);
    }
}
