package dev.mandate.control.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.id.TenantId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class HeldAnswersTest {
    private static final TenantId ONE = new TenantId("one");
    private static final TenantId OTHER = new TenantId("other");
    private static final int MIB = 1 << 20;

    private final HeldAnswers answers = new HeldAnswers(new AnswerSettings(MIB, 3 * MIB, 2 * MIB));

    private static int refused(FakeRequest request, Runnable holding) {
        Refusal[] refusal = new Refusal[1];
        request.run(() -> refusal[0] = catchThrowableOfType(Refusal.class, holding::run));
        assertThat(refusal[0]).isNotNull();
        return refusal[0].problem().status();
    }

    private double held() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        answers.bindTo(meters);
        return meters.get("mandate.answers.held").gauge().value();
    }

    @Test
    void countsAnAnswerOnceUntilItsRequestIsDone() {
        try (FakeRequest request = new FakeRequest()) {
            request.run(() -> {
                answers.hold(ONE, MIB);
                answers.hold(ONE, 2 * MIB);
                answers.hold(ONE, MIB);
            });
            assertThat(held()).isEqualTo(2 * MIB);
        }
        assertThat(held()).isZero();
    }

    @Test
    void boundsTheAnswersOfATenantAndOfAll() {
        try (FakeRequest first = new FakeRequest();
                FakeRequest second = new FakeRequest();
                FakeRequest third = new FakeRequest()) {
            first.run(() -> answers.hold(ONE, 2 * MIB));
            assertThat(refused(second, () -> answers.hold(ONE, MIB))).isEqualTo(429);
            third.run(() -> answers.hold(OTHER, MIB));
            assertThat(refused(third, () -> answers.hold(OTHER, 2 * MIB))).isEqualTo(503);
        }
        assertThat(held()).isZero();
    }

    @Test
    void neverRefusesSmallAnswers() {
        try (FakeRequest first = new FakeRequest();
                FakeRequest second = new FakeRequest()) {
            first.run(() -> answers.hold(ONE, 2 * MIB));
            second.run(() -> answers.hold(ONE, 65_536));
        }
    }

    @Test
    void takesOneAnswerOfAnySize() {
        try (FakeRequest request = new FakeRequest()) {
            request.run(() -> answers.hold(ONE, 100 * MIB));
            assertThat(held()).isEqualTo(100 * MIB);
        }
    }
}
