package dev.mandate.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private final Workload workload = new Workload(10_000);
    private final List<Question> questions = workload.questions(4_000);

    @Test
    void allowsHalfOfTheQuestions() {
        assertThat(questions.stream().filter(Question::allowed).count()).isBetween(1_850L, 2_150L);
    }

    @Test
    void asksTheSameQuestionsEachTime() {
        assertThat(new Workload(10_000).questions(4_000)).isEqualTo(questions);
    }

    @Test
    void asksOfEveryAction() {
        assertThat(questions.stream().map(Question::action).distinct()).hasSameSizeAs(Offer.ACTIONS);
    }

    @Test
    void hasOneLargeTenant() {
        assertThat(questions.stream()
                        .filter(q -> workload.tenant(q.user()) == 0)
                        .count())
                .isBetween(1_850L, 2_150L);
    }

    @Test
    void deniesSomeForTheChannelAlone() {
        assertThat(questions)
                .anyMatch(q -> !q.allowed() && workload.allows(q.user(), q.action(), workload.channel(q.user())));
    }
}
