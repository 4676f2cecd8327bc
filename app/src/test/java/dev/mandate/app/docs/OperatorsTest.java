package dev.mandate.app.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.app.process.Settings;
import dev.mandate.control.ControlSettings;
import dev.mandate.gateway.GatewaySettings;
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

    private record Row(String name, String otherwise, String range, String meaning) {
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
                                .hasMessageNotContaining("\n");
                    }
                }));
    }

    @Test
    void boundsWhatCanBeBounded() throws IOException {
        assertThat(rows().stream().filter(OperatorsTest::bounded)).hasSizeGreaterThan(40);
    }

    private static boolean bounded(Row row) {
        return row.range().matches("\\w+ to \\w+|at least \\w+|more than 0|true or false");
    }

    private static List<String> within(String range) {
        return switch (range) {
            case "more than 0" -> List.of("1ms");
            case "true or false" -> List.of("true", "false");
            case String least when least.startsWith("at least ") -> List.of(least.substring(9));
            default -> List.of(range.split(" to "));
        };
    }

    private static List<String> beyond(String range) {
        return switch (range) {
            case "more than 0" -> List.of("0s", "soon");
            case "true or false" -> List.of("perhaps");
            case String least when least.startsWith("at least ") -> List.of(moved(least.substring(9), -1), "many");
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
