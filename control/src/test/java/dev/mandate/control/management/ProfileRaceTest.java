package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two calls at the same time that describe one user, each another member. */
class ProfileRaceTest {
    private static final int ROUNDS = 40;

    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();

    @Test
    void losesNeitherOfTwoDescriptions() throws Exception {
        String user = studio.user("ann");
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                String name = "Ann " + round;
                String email = "ann-" + round + "@example.com";
                List<Callable<Answer>> calls = List.of(
                        () -> owner.patch(user, Map.of("name", name)), () -> owner.patch(user, Map.of("email", email)));
                for (Future<Answer> answer : two.invokeAll(calls)) {
                    answer.get().is(200);
                }
                Answer after = owner.get(user).is(200);
                assertThat(List.of(after.text("name"), after.text("email"))).containsExactly(name, email);
            }
        }
    }
}
