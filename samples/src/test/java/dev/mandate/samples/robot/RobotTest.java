package dev.mandate.samples.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.samples.studio.StudioForTests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RobotTest {
    private final StudioForTests studio = StudioForTests.get();
    private final List<String> steps = new ArrayList<>();

    @Test
    void playsBothRoundTripsAgainAndAgain() throws Exception {
        try (Robot robot = robot("vendor")) {
            robot.play();
            assertThat(steps)
                    .containsSubsequence(
                            "ECOMM GET /v1/extpost/tasks/{taskId} 200",
                            "ECOMM POST /v1/assets/bulk-get-assets 200",
                            "ECOMM POST /v1/files/bulk-get-files 200",
                            "ECOMM POST /v1/specs/bulk-get-specs 200",
                            "ECOMM PUT /v1/extpost/tasks/{taskId}/start 200",
                            "ECOMM POST /v1/assets/get-presigned-url 200",
                            "ECOMM PUT storage 200",
                            "ECOMM POST /v1/extpost/tasks/{taskId}/submit-assets 200",
                            "ECOMM GET /v1/jobs/{jobId} 200",
                            "ECOMM GET /v1/products/{productId} 200",
                            "EDITORIAL GET /v1/editorial/extpost/tasks/{taskId} 200");
            assertThat(Arrays.stream(MediaAction.values()).map(MediaAction::key))
                    .allMatch(key -> steps.stream().anyMatch(step -> step.contains(" " + key + " ")));
            robot.play();
        }
    }

    @ParameterizedTest
    @EnumSource(MediaAction.class)
    void performsEachActionAlone(MediaAction action) throws Exception {
        try (Robot robot = robot("vendor")) {
            Answer answer = robot.perform(action);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.call()).isEqualTo(action.key());
            assertThat(steps).containsExactly(action.workflow() + " " + action.key() + " 200");
        }
    }

    @Test
    void stopsAtTheFirstUnexpectedAnswer() {
        try (Robot robot = robot("nobody")) {
            assertThatThrownBy(robot::play)
                    .isInstanceOf(RobotException.class)
                    .hasMessageContaining("`GET /v1/extpost/tasks/{taskId}` answered 404, expected 200")
                    .hasMessageContaining("not_found");
        }
    }

    @Test
    void showsARefusedActionAsItCame() throws Exception {
        try (Robot robot = robot("nobody")) {
            Answer answer = robot.perform(MediaAction.GET_JOB);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("code").asString()).isEqualTo("not_found");
        }
    }

    private Robot robot(String app) {
        return new Robot(
                studio.robot(app), (workflow, step, status) -> steps.add(workflow + " " + step + " " + status));
    }
}
