package dev.mandate.gateway.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mandate.engine.Position;
import dev.mandate.gateway.subject.LastCredential;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Step 0 alone: what a request is, and what is none. */
class ShapeTest {
    private record Lines(List<String> lines) implements Headers {
        @Override
        public @Nullable String first(String name) {
            return all(name).stream().findFirst().orElse(null);
        }

        @Override
        public List<String> all(String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .toList();
        }
    }

    private static Shape shape(String method, String target, String... lines) {
        return Shape.of(
                new AccessRequest(method, target, new Lines(List.of(lines)), "192.0.2.7", 0, new LastCredential()));
    }

    private static String refusal(String method, String target, String... lines) {
        Refused refused = catchThrowableOfType(Refused.class, () -> shape(method, target, lines));
        assertThat(refused).as("a refusal of %s %s", method, target).isNotNull();
        return refused.problem().status() + " " + refused.problem().code();
    }

    @Test
    void readsPathAndQuery() {
        Shape shape = shape("GET", "/v1/t%61sks?a=%20&b");
        assertThat(shape.request().path()).hasToString("/v1/tasks");
        assertThat(shape.request().query().text()).isEqualTo("a=%20&b");
        assertThat(shape("GET", "/v1/tasks?").request().query().text()).isEmpty();
        assertThat(shape("GET", "/v1/!a~").request().path()).hasToString("/v1/!a~");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "v1/tasks", "/v1/tasks#a", "/v1/tasks?a=#", "/v1/a b", "/v1/a\u007Fb", "/v1/a\u0000b"})
    void refusesATargetThatIsNone(String target) {
        assertThat(refusal("GET", target)).isEqualTo("400 malformed_request");
    }

    @Test
    void delegatesPathsOfTheControlPlane() {
        assertThat(shape("GET", "/user-services/users")).isInstanceOf(Shape.Control.class);
        assertThat(shape("OPTIONS", "/user-services/users")).isInstanceOf(Shape.Control.class);
        assertThat(refusal("TRACE", "/user-services/users")).isEqualTo("405 method_not_allowed");
        assertThat(shape("TRACE", "/v1/tasks")).isInstanceOf(Shape.Partner.class);
        assertThat(refusal("CONNECT", "/v1/tasks")).isEqualTo("405 method_not_allowed");
    }

    @Test
    void answersAPreflightThatIsOne() {
        String origin = "Origin: https://a.test";
        String asked = "Access-Control-Request-Method: PUT";
        assertThat(shape("OPTIONS", "/v1/tasks", origin, asked)).isInstanceOf(Shape.Preflight.class);
        assertThat(shape("OPTIONS", "/user-services/users", origin, asked)).isInstanceOf(Shape.Preflight.class);
        assertThat(shape("OPTIONS", "/v1/tasks", origin)).isInstanceOf(Shape.Partner.class);
        assertThat(shape("OPTIONS", "/v1/tasks", asked)).isInstanceOf(Shape.Partner.class);
        assertThat(shape("GET", "/v1/tasks", origin, asked)).isInstanceOf(Shape.Partner.class);
    }

    @Test
    void readsTheRevisionThatIsDemanded() {
        Position demanded = Position.parse("3.7");
        assertThat(shape("GET", "/v1/tasks", "Mandate-At-Least: " + demanded))
                .isInstanceOfSatisfying(
                        Shape.Partner.class, p -> assertThat(p.atLeast()).isEqualTo(demanded));
        assertThat(shape("GET", "/v1/tasks"))
                .isInstanceOfSatisfying(
                        Shape.Partner.class, p -> assertThat(p.atLeast()).isEqualTo(Position.ANY));
        assertThat(refusal("GET", "/v1/tasks", "Mandate-At-Least: soon")).isEqualTo("400 malformed_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Mandate-At-Least", "Origin"})
    void refusesARepeatedHeader(String name) {
        assertThat(refusal("GET", "/v1/tasks", name + ": 1.1", name + ": 1.1")).isEqualTo("400 malformed_request");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, access_token=x, 400 token_in_query",
        "POST, Access-Token=x, 400 token_in_query",
        "GET, _access_token=x, 400 token_in_query",
        "GET, %C3%A1ccess_token=x, 400 token_in_query",
        "GET, %C3%A9=1&ACCESS_TOKEN=x, 400 token_in_query",
        "POST, _method=PUT, 400 method_override",
        "POST, _METHOD=PUT, 400 method_override",
        "POST, a=1&x-http-method-override=PUT, 400 method_override",
        "POST, X_HTTP_Method=PUT, 400 method_override",
        "POST, x-method-override=PUT, 400 method_override"
    })
    void refusesAQueryThatIsMoreThanParameters(String method, String query, String expected) {
        assertThat(refusal(method, "/v1/tasks?" + query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, _method=PUT",
        "PUT, x-http-method-override=PUT",
        "POST, method=PUT",
        "POST, xmethod=PUT",
        "POST, a=_method",
        "POST, =PUT",
        "GET, token=x",
        "GET, access=x",
        "GET, baccess_token=x"
    })
    void passesParameters(String method, String query) {
        assertThat(shape(method, "/v1/tasks?" + query)).isInstanceOf(Shape.Partner.class);
    }
}
