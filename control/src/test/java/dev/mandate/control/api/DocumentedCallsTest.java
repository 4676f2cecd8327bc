package dev.mandate.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.Inside;
import dev.mandate.control.command.ShownRefusals;
import dev.mandate.control.manual.DocumentedCall;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The management API's document against its handlers: each parameter, header and member of a body that a handler reads is there, and
 * no other; so are the statuses that its commands can be refused with. {@code RoutesTest} compares the calls themselves.
 */
class DocumentedCallsTest {
    /** Bodies whose members are action keys: the document describes them as a map. */
    private static final Set<String> MAPS =
            Set.of("PATCH /api/v1/roles/{id}/permissions", "PATCH /api/v1/apis/{id}/precedence");

    private static final Map<String, Set<String>> SHOWN = ShownRefusals.byCommand();

    private record Served(String call, HandlerMethod handler) {
        boolean admits() {
            return CallArgument.isTakenBy(handler);
        }

        GivenCommands given() {
            return GivenCommands.of(handler);
        }

        Optional<Class<?>> body() {
            return Arrays.stream(handler.getMethodParameters())
                    .filter(p -> p.hasParameterAnnotation(Body.class))
                    .<Class<?>>map(MethodParameter::getParameterType)
                    .findFirst();
        }
    }

    private static List<Served> served() {
        return Inside.part(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
                .flatMap(e -> e.getKey().getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/v1/"))
                        .flatMap(path -> e.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> new Served(method + " " + path, e.getValue()))))
                .sorted(Comparator.comparing(Served::call))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> documentsWhatEachHandlerReads() {
        List<Served> all = served();
        assertThat(all).hasSizeGreaterThan(50);
        return all.stream().map(served -> DynamicTest.dynamicTest(served.call(), () -> check(served)));
    }

    private static void check(Served served) {
        DocumentedCall described = DocumentedCall.of(served.call());
        assertThat(described.parameters("query"))
                .as("query")
                .isEqualTo(QueryParameters.of(served.handler()).known().keySet());
        assertThat(described.parameters("path")).as("path").isEqualTo(pathVariables(served.call()));
        assertThat(described.parameters("header")).as("headers").isEqualTo(headers(served));
        assertThat(described.takesBody())
                .as("a body")
                .isEqualTo(served.body().isPresent() || MAPS.contains(served.call()));
        served.body().ifPresent(body -> compare("body", body, described.body()));
        statuses(served, described);
    }

    private static Set<String> pathVariables(String call) {
        return Arrays.stream(call.split("[{}]", -1))
                .filter(part -> !part.contains("/") && !part.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> headers(Served served) {
        Set<String> headers = new TreeSet<>();
        if (served.admits()) {
            headers.add("Mandate-At-Least");
        }
        if (served.given().writes()) {
            headers.add("Idempotency-Key");
        }
        if (served.given().isAboutOneThing()) {
            headers.add("If-Match");
        }
        return headers;
    }

    /** What every admitted call, every command and every body may be answered, and what scenarios show of the commands given. */
    private static void statuses(Served served, DocumentedCall described) {
        Set<String> answers = described.answers();
        if (served.admits()) {
            assertThat(answers).contains("400", "401", "403", "503");
        }
        assertThat(answers.contains("415")).as("415").isEqualTo(described.takesBody());
        assertThat(answers.contains("413")).as("413").isEqualTo(described.takesBody());
        // of any command: `idempotency_key_used`, `log_format`, `conflict`
        assertThat(answers.contains("409")).as("409").isEqualTo(served.given().writes());
        assertThat(answers.contains("422")).as("422").isEqualTo(served.given().writes());
        assertThat(answers.contains("412")).as("412").isEqualTo(served.given().isAboutOneThing());
        assertThat(answers).as("what scenarios show").containsAll(refused(served));
        if (pathVariables(served.call()).size() > 0) {
            assertThat(answers).contains("404");
        }
    }

    private static Set<String> refused(Served served) {
        return served.given().commands().stream()
                .flatMap(command -> SHOWN.getOrDefault(command.getSimpleName(), Set.of()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void compare(String where, Type type, Map<?, ?> schema) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            if (Collection.class.isAssignableFrom(raw)) {
                compare(where + "[]", generic.getActualTypeArguments()[0], DocumentedCall.items(schema));
            } else if (Map.class.isAssignableFrom(raw)) {
                compare(where + ".*", generic.getActualTypeArguments()[1], DocumentedCall.values(schema));
            }
            return;
        }
        if (type instanceof Class<?> plain && plain.isRecord() && !DocumentedCall.isChoice(schema)) {
            Map<String, Map<?, ?>> properties = DocumentedCall.properties(schema);
            assertThat(properties.keySet())
                    .as(where)
                    .isEqualTo(Arrays.stream(plain.getRecordComponents())
                            .map(RecordComponent::getName)
                            .collect(Collectors.toCollection(TreeSet::new)));
            for (RecordComponent component : plain.getRecordComponents()) {
                compare(
                        where + "." + component.getName(),
                        component.getGenericType(),
                        Objects.requireNonNull(properties.get(component.getName())));
            }
        }
    }
}
