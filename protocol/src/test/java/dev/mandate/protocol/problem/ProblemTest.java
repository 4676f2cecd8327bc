package dev.mandate.protocol.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Problems as they are written, and the answer to a token of the other audience. */
class ProblemTest {
    private static final String PARTNERS = "https://partners.test";

    @Test
    void writesTheMembersOfRfc9457BeforeItsOwn() {
        Problem problem = Problem.of(ProblemCode.NOT_FOUND, "nothing here").with("decision", "d1");
        assertThat(problem.toMap(new ProblemTypes(URI.create("https://docs.test"))))
                .containsExactly(
                        Map.entry("type", "https://docs.test/.well-known/mandate-problems/not_found"),
                        Map.entry("title", ProblemCode.NOT_FOUND.title()),
                        Map.entry("status", 404),
                        Map.entry("detail", "nothing here"),
                        Map.entry("code", "not_found"),
                        Map.entry("decision", "d1"));
    }

    @Test
    void namesTheApiThatATokenIsFor() {
        assertThat(WrongAudience.detail(List.of(PARTNERS, "https://manage.test"), PARTNERS))
                .startsWith("this token is for partner APIs at `https://partners.test` and the management API at"
                        + " `https://manage.test`, not for here");
    }

    @Test
    void challengesWithoutAQuoteInTheDescription() {
        assertThat(WrongAudience.challenge("a \"b\" \\ é `c`~!"))
                .isEqualTo(Map.of(
                        "WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"a ?b? ? ? `c`~!\""));
    }
}
