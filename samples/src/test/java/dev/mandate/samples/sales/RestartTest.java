package dev.mandate.samples.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.registry.Channel;
import dev.mandate.samples.registry.RegistryForTests;
import dev.mandate.samples.sales.setting.SalesChannelSettings.Settling;
import dev.mandate.samples.service.Database;
import dev.mandate.samples.surroundings.PostgresForTests;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pending tasks are in the database: they wait while no service runs, and are settled once however many run. */
class RestartTest {
    private static final Settling NOT_NOW = new Settling(Duration.ofDays(1), Duration.ofMillis(20));
    private static final Settling AT_ONCE = new Settling(Duration.ZERO, Duration.ofMillis(1));

    @Test
    void pendingTasksSurviveARestart() throws Exception {
        Database database = PostgresForTests.fresh("restart");
        try (RegistryForTests registry = RegistryForTests.start(database, NOT_NOW)) {
            Channel alpha = new Channel(registry, "alpha", "alpha");
            String trader = alpha.onboarded();
            long first = alpha.issue(trader, 100);
            HttpResponse<String> retired = alpha.order(trader, "retire", Channel.assets(first, first + 9));
            HttpResponse<String> offramped = alpha.order(trader, "offramp", Channel.assets(first + 10, first + 19));
            HttpResponse<String> doomed = alpha.order(trader, "retire", Channel.assets(first + 20, first + 29));
            cancel(registry, trader, first + 25);
            List<String> before = alpha.inventory(trader);
            assertThat(before.getFirst()).isEqualTo(first + "-" + (first + 24) + " RESERVED");

            registry.restart(NOT_NOW);
            assertThat(alpha.inventory(trader)).isEqualTo(before);
            for (HttpResponse<String> each : List.of(retired, offramped, doomed)) {
                assertThat(alpha.task(each).path("state").asString()).isEqualTo("PENDING");
            }

            registry.restart(AT_ONCE);
            assertThat(alpha.settled(retired).path("state").asString()).isEqualTo("DONE");
            assertThat(alpha.settled(offramped).path("state").asString()).isEqualTo("DONE");
            JsonNode failed = alpha.settled(doomed);
            assertThat(failed.path("state").asString()).isEqualTo("FAILED");
            assertThat(failed.path("reason").asString()).isEqualTo("assets_no_longer_owned");
            assertThat(alpha.inventory(trader))
                    .containsExactly(
                            (first + 20) + "-" + (first + 24) + " AVAILABLE",
                            (first + 26) + "-" + (first + 99) + " AVAILABLE");
            assertThat(settledOnce(alpha, List.of(retired, offramped))).isTrue();
        }
    }

    @Test
    void severalInstancesSettleEachTaskOnce() throws Exception {
        Database database = PostgresForTests.fresh("instances");
        try (RegistryForTests registry = RegistryForTests.start(database, NOT_NOW)) {
            Channel alpha = new Channel(registry, "alpha", "alpha");
            String trader = alpha.onboarded();
            long first = alpha.issue(trader, 100);
            List<HttpResponse<String>> taken = new ArrayList<>();
            // both poll every millisecond, so that they compete for the same tasks
            try (SalesChannelServices second = registry.another(AT_ONCE);
                    SalesChannelServices third = registry.another(AT_ONCE)) {
                assertThat(second.apiUri()).isNotEqualTo(third.apiUri());
                for (int i = 0; i < 40; i++) {
                    taken.add(alpha.order(trader, "retire", Channel.assets(first + 2L * i, first + 2L * i)));
                }
                for (HttpResponse<String> each : taken) {
                    alpha.settled(each);
                }
            }
            for (HttpResponse<String> each : taken) {
                assertThat(alpha.task(each).path("state").asString()).isEqualTo("DONE");
            }
            assertThat(settledOnce(alpha, taken)).isTrue();
            assertThat(alpha.inventory(trader)).hasSize(40);
        }
    }

    private static boolean settledOnce(Channel alpha, List<HttpResponse<String>> taken) throws Exception {
        List<String> tasks = taken.stream()
                .map(each -> Channel.json(each).path("taskId").asString())
                .sorted()
                .toList();
        List<String> done = alpha.rows("/events").stream()
                .filter(event -> event.path("kind").asString().equals("TASK_DONE"))
                .map(event -> event.path("resourceId").asString())
                .filter(tasks::contains)
                .sorted()
                .toList();
        List<String> transactions = alpha.rows("/transactions").stream()
                .map(transaction -> transaction.path("taskId").asString())
                .filter(tasks::contains)
                .sorted()
                .toList();
        return done.equals(tasks) && transactions.equals(tasks);
    }

    private static void cancel(RegistryForTests registry, String trader, long number) throws Exception {
        String body = "{\"traderId\":\"%s\",\"start\":%d,\"end\":%d}".formatted(trader, number, number);
        HttpResponse<String> answer = registry.operator("POST", "/certificates/cancel", body);
        assertThat(Channel.json(answer).path("cancelled").asLong()).isEqualTo(1);
    }
}
