package dev.mandate.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MandateSubjectTest {
    @Test
    void answersAsTheWorkloadSays() throws Exception {
        Workload workload = new Workload(2_000);
        MeasuredEngine subject = MeasuredEngine.named("mandate");
        subject.load(workload);
        for (Question question : workload.questions(4_000)) {
            assertThat(subject.prepare(question).allowed()).as("%s", question).isEqualTo(question.allowed());
        }
    }
}
