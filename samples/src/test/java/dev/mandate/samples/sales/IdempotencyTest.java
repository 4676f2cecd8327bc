package dev.mandate.samples.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.registry.Channel;
import dev.mandate.samples.registry.RegistryForTests;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {
    private final RegistryForTests registry = RegistryForTests.get();
    private final Channel alpha = Channel.alpha();
    private final String key = UUID.randomUUID().toString();
    private String trader = "";
    private long first;

    @BeforeEach
    void makeATrader() throws Exception {
        trader = alpha.onboarded();
        first = alpha.issue(trader, 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"retire", "offramp"})
    void theSameOrderGetsTheSameAnswer(String kind) throws Exception {
        HttpResponse<String> once = order("alpha", kind, Channel.assets(first, first + 9));
        alpha.settled(once);
        HttpResponse<String> again =
                order("alpha", kind, " {\"assets\" : [{\"end\":%d, \"start\":%d}]}".formatted(first + 9, first));
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(once.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(once.headers().firstValue("Location"));
        assertThat(alpha.inventory(trader)).containsExactly((first + 10) + "-" + (first + 99) + " AVAILABLE");
    }

    @Test
    void aTradeIsTheSameWhateverItsDecimals() throws Exception {
        String body = Channel.trade(alpha.byHand(), first, first);
        HttpResponse<String> once = order("alpha", "trade", body);
        HttpResponse<String> again = order("alpha", "trade", body.replace("12.5", "12.50"));
        assertThat(again.body()).isEqualTo(once.body());
        assertThat(once.statusCode()).isEqualTo(202);
        assertReused(order("alpha", "trade", body.replace("12.5", "12.51")));
        assertReused(order("alpha", "trade", body.replace("EUR", "USD")));
    }

    @Test
    void anotherOrderUnderTheKeyIsRefused() throws Exception {
        HttpResponse<String> once = order("alpha", "retire", Channel.assets(first, first + 9));
        assertReused(order("alpha", "retire", Channel.assets(first, first + 8)));
        assertReused(order("alpha", "offramp", Channel.assets(first, first + 9)));
        assertReused(
                registry.order("alpha", key, Channel.path(alpha.byHand(), "retire"), Channel.assets(first, first + 9)));
        assertThat(alpha.settled(once).path("state").asString()).isEqualTo("DONE");
        assertThat(alpha.inventory(trader)).containsExactly((first + 10) + "-" + (first + 99) + " AVAILABLE");
    }

    @Test
    void keysAreTheUsersThroughOneApp() throws Exception {
        long next = first;
        for (String app : List.of("alpha", "alpha-2", "colleague")) {
            assertThat(order(app, "retire", Channel.assets(next, next)).statusCode())
                    .as(app)
                    .isEqualTo(202);
            next++;
        }
        Channel other = new Channel(registry, "other", "alpha");
        String foreign = other.byHand();
        long theirs = other.issue(foreign, 10);
        assertThat(registry.order("other", key, Channel.path(foreign, "retire"), Channel.assets(theirs, theirs))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void whatWasRefusedDoesNotUseTheKeyUp() throws Exception {
        assertThat(order("alpha", "retire", Channel.assets(first, first + 100)).statusCode())
                .isEqualTo(409);
        assertThat(order("alpha", "retire", "{}").statusCode()).isEqualTo(400);
        assertThat(order("alpha", "retire", Channel.assets(first, first + 99)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void manyAtOnceMakeOneTask() throws Exception {
        Callable<HttpResponse<String>> call = () -> order("alpha", "retire", Channel.assets(first, first + 9));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers =
                    threads.invokeAll(Stream.generate(() -> call).limit(8).toList());
            assertThat(answers.stream()
                            .map(Future::resultNow)
                            .map(HttpResponse::body)
                            .distinct())
                    .hasSize(1);
            alpha.settled(answers.getFirst().resultNow());
        }
        assertThat(alpha.inventory(trader)).containsExactly((first + 10) + "-" + (first + 99) + " AVAILABLE");
    }

    @Test
    void oneKeyForTwoTradersAtOnceIsTakenOnce() throws Exception {
        String second = alpha.onboarded();
        long theirs = alpha.issue(second, 100);
        for (int i = 0; i < 5; i++) {
            String each = UUID.randomUUID().toString();
            long offset = i;
            List<Callable<Integer>> calls = List.of(
                    () -> registry.order(
                                    "alpha",
                                    each,
                                    Channel.path(trader, "retire"),
                                    Channel.assets(first + offset, first + offset))
                            .statusCode(),
                    () -> registry.order(
                                    "alpha",
                                    each,
                                    Channel.path(second, "retire"),
                                    Channel.assets(theirs + offset, theirs + offset))
                            .statusCode());
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(threads.invokeAll(calls).stream().map(Future::resultNow))
                        .containsExactlyInAnyOrder(202, 422);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trade", "retire", "offramp"})
    void anOrderNeedsItsKey(String kind) throws Exception {
        String path = Channel.path(trader, kind);
        String body = kind.equals("trade") ? Channel.trade(alpha.byHand(), first, first) : Channel.assets(first, first);
        HttpResponse<String> missing = registry.call("alpha", "POST", path, body);
        HttpResponse<String> twice = registry.send(registry.request("alpha", "POST", path, body)
                .header("Idempotency-Key", "a")
                .header("Idempotency-Key", "b"));
        HttpResponse<String> tooLong = registry.order("alpha", "k".repeat(256), path, body);
        HttpResponse<String> blank = registry.order("alpha", "a b", path, body);
        for (HttpResponse<String> refused : List.of(missing, twice, tooLong, blank)) {
            assertThat(Channel.fields(refused)).containsExactly("Idempotency-Key");
        }
        assertThat(registry.order("alpha", "k".repeat(219) + UUID.randomUUID(), path, body)
                        .statusCode())
                .isEqualTo(202);
    }

    private HttpResponse<String> order(String app, String kind, String body) throws Exception {
        return registry.order(app, key, Channel.path(trader, kind), body);
    }

    private static void assertReused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Channel.code(answer)).isEqualTo("idempotency_key_reused");
    }
}
