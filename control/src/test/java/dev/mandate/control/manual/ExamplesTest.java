package dev.mandate.control.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.protocol.problem.ProblemTypes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples of the OpenAPI documents: each has the form that its schema says, and each problem is one that there is. */
class ExamplesTest {
    private static final ProblemTypes TYPES = new ProblemTypes(URI.create("https://api.example.com"));

    private final ProblemPages pages = new ProblemPages();

    /** An example, what it must be, and where it is. */
    private record Example(Map<?, ?> schema, Object value, String where) {}

    @TestFactory
    Stream<DynamicTest> examplesAreWhatTheirSchemaSays() {
        return Stream.of("/openapi/management.yaml", "/openapi/user-services.yaml")
                .flatMap(name -> {
                    Map<?, ?> document = Resource.object(name);
                    return of(document, name).stream()
                            .map(e -> DynamicTest.dynamicTest(
                                    e.where(),
                                    () -> new SchemaCheck(document).check(e.schema(), e.value(), e.where())));
                });
    }

    @Test
    void problemsAreThoseThatThereAre() {
        List<Map<?, ?>> problems = of(Resource.object("/openapi/management.yaml"), "").stream()
                .filter(e -> e.value() instanceof Map<?, ?> value
                        && value.containsKey("code")
                        && value.containsKey("detail"))
                .<Map<?, ?>>map(e -> (Map<?, ?>) e.value())
                .toList();
        assertThat(problems).hasSizeGreaterThan(5).allSatisfy(problem -> {
            ProblemPage page = pages.find(String.valueOf(problem.get("code"))).orElseThrow();
            assertThat(problem.get("status")).isEqualTo(page.status());
            assertThat(problem.get("type")).isEqualTo(TYPES.of(page.code()));
        });
    }

    private static List<Example> of(Map<?, ?> document, String name) {
        List<Example> found = new ArrayList<>();
        walk(document, name, found);
        return found;
    }

    private static void walk(@Nullable Object node, String where, List<Example> found) {
        switch (node) {
            case Map<?, ?> map -> {
                examples(map, where, found);
                map.forEach((key, value) -> walk(value, where + "/" + key, found));
            }
            case List<?> list -> list.forEach(value -> walk(value, where, found));
            case null, default -> {}
        }
    }

    /** A media type has `schema` and `example`, a schema itself `examples`; a member of that name is neither. */
    private static void examples(Map<?, ?> map, String where, List<Example> found) {
        if (where.endsWith("/properties")) {
            return;
        }
        if (map.get("schema") instanceof Map<?, ?> schema && map.containsKey("example")) {
            found.add(new Example(schema, Resource.member(map, "example"), where));
        }
        if (map.get("examples") instanceof List<?> values) {
            Map<?, ?> schema = map.get("schema") instanceof Map<?, ?> own ? own : map;
            values.forEach(value -> found.add(new Example(schema, value, where)));
        }
    }
}
