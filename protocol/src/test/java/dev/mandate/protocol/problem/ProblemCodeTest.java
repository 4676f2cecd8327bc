package dev.mandate.protocol.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemCodeTest {
    @ParameterizedTest
    @EnumSource
    void hasATitleAndAnErrorStatus(ProblemCode problem) {
        assertThat(problem.title()).isNotBlank();
        assertThat(problem.status()).isBetween(400, 599);
        assertThat(problem.code()).matches("[a-z]+(_[a-z]+)*");
    }

    /** What the decision says and what its caller receives must not part. */
    @ParameterizedTest
    @EnumSource
    void answersADenialByItsCodeAndStatus(Reason reason) {
        ProblemCode problem = ProblemCode.of(reason);
        assertThat(problem.code()).isEqualTo(reason.code());
        assertThat(problem.status()).isEqualTo(reason.status());
    }
}
