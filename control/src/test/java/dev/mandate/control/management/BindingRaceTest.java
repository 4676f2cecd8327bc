package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Commands at once: each is decided by the very state that it writes on. */
class BindingRaceTest {
    private static final int ROUNDS = 8;
    private static final int PEERS = 12;

    private final Registry registry = Registry.open();
    private final Client owner = registry.owner();

    /** All of them let go at one moment. */
    private static List<Answer> atOnce(List<Supplier<Answer>> calls) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> running = new ArrayList<>();
            for (Supplier<Answer> call : calls) {
                running.add(threads.submit(() -> {
                    start.await();
                    return call.get();
                }));
            }
            start.countDown();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    private static long revision(Answer answer) {
        return Position.parse(answer.header("Mandate-Revision")).tenant();
    }

    /** Grants of one caller at once with the withdrawal of what lets it grant, which comes earlier or later among them. */
    private void race(Client granting, Runnable give, Supplier<Answer> withdraw) throws Exception {
        peers().forEach(peer -> registry.user(peer, "a"));
        int granted = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            give.run();
            List<Supplier<Answer>> calls = new ArrayList<>();
            peers().forEach(peer ->
                    calls.add(() -> granting.post(Registry.roles(peer, "a"), Map.of("role", "EVENT_VIEWER"))));
            int place = round * PEERS / (ROUNDS - 1);
            calls.add(place, withdraw);
            List<Answer> answers = atOnce(calls);
            long withdrawn = revision(answers.remove(place));
            for (Answer answer : answers) {
                if (answer.status() == 201) {
                    granted++;
                    assertThat(revision(answer)).as("revision of a grant").isLessThan(withdrawn);
                } else {
                    refused++;
                    assertThat(answer.status()).as(answer.body()).isIn(403, 404);
                }
            }
            peers().forEach(peer -> owner.delete(Registry.roles(peer, "a") + "?role=EVENT_VIEWER")
                    .is(204));
        }
        assertThat(granted).as("both orders were seen").isPositive();
        assertThat(refused).as("both orders were seen").isPositive();
    }

    private static List<String> peers() {
        return IntStream.range(0, PEERS).mapToObj(n -> "peer-" + n).toList();
    }

    @Test
    void neverGrantsAfterTheRightWasWithdrawn() throws Exception {
        registry.user("chief", "a");
        String roles = Registry.roles("chief", "a");
        race(
                registry.vendor("chief"),
                () -> owner.post(roles, Map.of("role", Registry.ROLE_ADMINISTRATOR))
                        .is(201),
                () -> owner.delete(roles + "?role=ROLE_ADMINISTRATOR").is(204));
    }

    @Test
    void neverGrantsAfterTheScopeWasWithdrawn() throws Exception {
        Studio.Registered app = registry.studio().register("app-" + UUID.randomUUID(), "owner", "admin");
        String path = "/api/v1/apps/" + app.app();
        race(
                Control.anonymous().as(app.app(), app.secret()),
                () -> owner.patch(path, Map.of("scopes", List.of("admin"))).is(200),
                () -> owner.patch(path, Map.of("scopes", List.of("read"))).is(200));
    }

    @Test
    void bindsToOneOfTwoChannelsAtOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String user = "user-" + round;
            registry.user(user);
            List<Answer> answers = atOnce(List.of(
                    () -> owner.post(Registry.binding(user, "a")), () -> owner.post(Registry.binding(user, "b"))));
            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(201, 409);
            Answer won = answers.get(answers.getFirst().status() == 201 ? 0 : 1);
            assertThat(owner.get(Registry.binding(user)).text("salesChannelId")).isEqualTo(won.text("salesChannelId"));
        }
    }
}
