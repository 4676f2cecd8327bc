package dev.mandate.protocol.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.change.Change;
import dev.mandate.protocol.json.Member;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that {@code docs/changes.md} lists every type of change, with its members and an example. */
class ChangePageTest {
    private static final Path PAGE = Path.of("..", "docs", "changes.md");

    private static final Map<Class<?>, String> NAMES = Map.of(
            String.class, "text",
            EntityRole.class, "text",
            Instant.class, "time",
            int.class, "number",
            Integer.class, "number",
            boolean.class, "`true` or `false`",
            List.class, "list",
            Set.class, "list");

    private static String page() {
        return "# Changes\n\nEach entry of a log is a list of changes. `GET /api/v1/log` and `./mandate log list` show them, and"
                + " `POST /api/v1/impact` and\n`./mandate impact` take those of a tenant that are not made yet; they refuse the platform's"
                + " (APIs, connectors, tenants, keys, gateways). Each has a `type`\nand the version `v` of its form.\n"
                + ChangeFormTest.types().stream()
                        .sorted(Comparator.comparing(ChangePageTest::name))
                        .map(ChangePageTest::section)
                        .collect(Collectors.joining());
    }

    private static String name(Class<?> type) {
        return ChangeForm.type(type.asSubclass(Change.class));
    }

    private static String section(Class<?> type) {
        Change example = Stream.concat(ChangeExamples.PLATFORM.stream(), ChangeExamples.TENANT.stream())
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow();
        String json = new String(ChangeForm.write(List.of(example)).toByteArray(), StandardCharsets.UTF_8);
        ChangeType listed = ChangeTypes.of(example.getClass());
        return "\n## " + listed.name() + "\n\n"
                + Arrays.stream(type.getRecordComponents())
                        .map(ChangePageTest::member)
                        .collect(Collectors.joining(", "))
                + ".\n\n```json\n" + json.substring(1, json.length() - 1) + "\n```\n" + earlier(listed, example);
    }

    /** The versions that a log of an earlier format has. */
    private static String earlier(ChangeType type, Change example) {
        StringBuilder all = new StringBuilder();
        for (int number = type.versions().size() - 1; number > 0; number--) {
            int before = type.versions().get(number).format();
            all.append("\nBefore log format ")
                    .append(before)
                    .append(":\n\n```json\n")
                    .append(type.write(example, before - 1))
                    .append("\n```\n");
        }
        return all.toString();
    }

    private static String member(RecordComponent component) {
        String name = component.getName();
        boolean optional = Member.NULLABLE.contains(name) || component.getType() == Optional.class;
        return "`" + name + "` (" + value(component) + (optional ? "; may be absent" : "") + ")";
    }

    private static String value(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> "`" + ((Enum<?>) constant).name() + "`")
                    .collect(Collectors.joining(" or "));
        }
        if (component.getGenericType().getTypeName().contains("ActionId")) {
            return (type == Set.class ? "list of numbers of actions" : "number of an action")
                    + ", as `GET /api/v1/apis/{id}/actions` shows";
        }
        if (type.isRecord() && type.getSimpleName().endsWith("Id")) {
            return "id";
        }
        return NAMES.getOrDefault(type, "as in the example");
    }

    @Test
    void listsEveryTypeOfChange() throws IOException {
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }
}
