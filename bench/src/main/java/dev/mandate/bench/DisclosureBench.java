package dev.mandate.bench;

import dev.mandate.app.management.Endpoint;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.up.EnvironmentFile;
import dev.mandate.client.token.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Whether the time to a 404 tells a foreign id from an unknown one. Pairs of both, in random order; and in the same run
 * pairs of two unknown ids (A/A), whose difference is what the clock sees where there is nothing to see.
 */
final class DisclosureBench implements Benchmark {
    private static final long SEED = 20_261_122;

    @Override
    public List<Row> run(Setting setting) throws Exception {
        int pairs = setting.quick() ? 5_000 : 20_000;
        try (RunningUp up = RunningUp.start(setting.root(), setting.work().resolve("data"), Map.of());
                HttpClient http = HttpClient.newHttpClient()) {
            Probe probe = Probe.of(up.environment("demo.env"), http);
            Random random = new Random(SEED);
            probe.pairs(pairs / 4, random);
            return probe.pairs(pairs, random);
        }
    }

    /** Asks for traders with one token. */
    private record Probe(HttpClient http, String traders, String token, String foreign) {
        static Probe of(EnvironmentFile demo, HttpClient http) throws IOException, InterruptedException {
            String user = demo.get("TRADER_USER_ID");
            try (ManagementClient admin = Endpoint.of(demo, "REGISTRY_ADMIN").client()) {
                admin.must(
                        "POST",
                        "/user-services/users/" + user + "/saleschannel-binding/" + demo.get("CHANNEL_A_ID") + "/roles",
                        Map.of("role", "TRADER_VIEWER"));
            }
            TokenSource tokens =
                    new TokenSource(Endpoint.of(demo, "TRADER").credentials(), http, InstantSource.system());
            return new Probe(
                    http,
                    demo.get("GATEWAY_URL") + "/saleschannel-services/v1/traders/",
                    tokens.token(),
                    demo.get("TRADER_B_ID"));
        }

        List<Row> pairs(int count, Random random) throws IOException, InterruptedException {
            String[] ids = {foreign, id(random), id(random), id(random)};
            double[][] micros = new double[ids.length][count];
            for (int pair = 0; pair < count; pair++) {
                // foreign and unknown, then unknown and unknown; who is first is left to chance
                for (int first = 0; first < ids.length; first += 2) {
                    int swapped = random.nextInt(2);
                    micros[first + swapped][pair] = ask(ids[first + swapped]);
                    micros[first + 1 - swapped][pair] = ask(ids[first + 1 - swapped]);
                }
            }
            Row foreignIds = Row.of("time to a 404", "foreign id", "mandate", "us", micros[0]);
            Row unknownIds = Row.of("time to a 404", "unknown id", "mandate", "us", micros[1]);
            Row one = Row.of("time to a 404", "unknown id, A", "mandate", "us", micros[2]);
            Row other = Row.of("time to a 404", "unknown id, another A", "mandate", "us", micros[3]);
            return List.of(
                    foreignIds,
                    unknownIds,
                    one,
                    other,
                    difference("foreign against unknown", foreignIds, unknownIds),
                    difference("unknown against unknown (A/A)", one, other));
        }

        private static Row difference(String kase, Row one, Row other) {
            return Row.of("difference of medians", kase, "mandate", "us", Math.abs(one.median() - other.median()));
        }

        private static String id(Random random) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }

        private double ask(String id) throws IOException, InterruptedException {
            HttpRequest call = HttpRequest.newBuilder(URI.create(traders + id))
                    .header("Authorization", "Bearer " + token)
                    .build();
            long start = System.nanoTime();
            int status = http.send(call, BodyHandlers.ofByteArray()).statusCode();
            double micros = (System.nanoTime() - start) / 1e3;
            if (status != 404) {
                throw new IOException("a trader that must not be found was answered " + status);
            }
            return micros;
        }
    }
}
