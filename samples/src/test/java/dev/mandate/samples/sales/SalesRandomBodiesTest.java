package dev.mandate.samples.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.registry.Channel;
import dev.mandate.samples.registry.RegistryForTests;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sends random bodies: none makes the service fail, and every answer is one that the document lists. */
class SalesRandomBodiesTest {
    private static final List<String> FIELDS = List.of(
            "proposalId",
            "name",
            "reference",
            "buyerId",
            "currency",
            "assets",
            "unitPrice",
            "start",
            "end",
            "beneficiary");

    private final RegistryForTests registry = RegistryForTests.get();
    private final Channel alpha = Channel.alpha();

    /** A call, and the fields that its body may have. */
    private record Call(String method, String path, List<String> fields) {}

    @Test
    void everyBodyGetsADocumentedAnswer() throws Exception {
        String trader = alpha.onboarded();
        alpha.issue(trader, 1000);
        List<Call> calls = List.of(
                new Call("POST", "/trader-onboarding-proposals/accept", List.of("proposalId")),
                new Call("POST", "/trader-onboarding-proposals/reject", List.of("proposalId")),
                new Call("POST", "/traders", List.of("name", "reference")),
                new Call("PATCH", "/traders/" + trader, List.of("name", "reference")),
                new Call("POST", Channel.path(trader, "trade"), List.of("buyerId", "currency", "assets")),
                new Call("POST", Channel.path(trader, "retire"), List.of("assets", "beneficiary")),
                new Call("POST", Channel.path(trader, "offramp"), List.of("assets")));
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            for (Call call : calls) {
                // two of three bodies have the right field names, so that their values are checked too
                String body = i % 3 == 0 ? object(random, FIELDS, 0) : object(random, call.fields(), 0);
                HttpResponse<String> answer = registry.send(registry.request("alpha", call.method(), call.path(), body)
                        .header("Idempotency-Key", UUID.randomUUID().toString()));
                assertThat(answer.statusCode())
                        .as("seed %d, %s %s", seed, call, body)
                        .isIn(200, 201, 202, 400, 404, 409);
                seen.add(answer.statusCode());
            }
        }
        assertThat(seen).as("seed %d", seed).contains(400).hasSizeGreaterThan(1);
    }

    /** Sends random texts as values of the right fields, so that they pass the checks of the form. */
    @Test
    void strangeTextsAreTakenOrRefused() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            String body = "{\"name\":%s}".formatted(text(random));
            HttpResponse<String> answer = registry.call("alpha", "POST", "/traders", body);
            assertThat(answer.statusCode()).as("seed %d, %s", seed, body).isIn(201, 400);
        }
    }

    private String value(Random random, int depth) {
        int kind = random.nextInt(depth > 3 ? 6 : 8);
        return switch (kind) {
            case 0 -> object(random, FIELDS, depth);
            case 1 -> "\"" + registry.ids.traderA() + "\"";
            case 2 -> "\"EUR\"";
            case 3 -> text(random);
            case 4 ->
                List.of("null", "true", "-1", "1e400", "9223372036854775808", "0.5", "1", "2", "9007199254740991")
                        .get(random.nextInt(9));
            case 5 -> "\"" + registry.ids.proposalB() + "\"";
            default ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> value(random, depth + 1))
                        .collect(Collectors.joining(",", "[", "]"));
        };
    }

    private String object(Random random, List<String> fields, int depth) {
        return fields.stream()
                .filter(field -> depth < 4 && random.nextInt(5) > 0)
                .map(field -> "\"" + field + "\":" + value(random, depth + 1))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> "\\u%04x".formatted(random.nextInt(0x10000)))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
