package dev.mandate.bench;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.bench.report.Benchmark;
import dev.mandate.bench.report.FigureRow;
import dev.mandate.client.token.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Whether the time to a 404 tells a foreign id from an unknown one. Each round asks for four ids, in an order that chance
 * makes anew: the foreign one, an unknown one, and two unknown ones (A/A), whose difference is what the clock sees where
 * there is nothing to see. So all four stand on the same footing, whatever the machine does meanwhile.
 *
 * <p>If nothing shows, one A/A run's difference of medians is above the other's as often as below, so on its own it is no
 * bound. The bound is what chance makes of the A/A run: the labels of each of its pairs are swapped or not at random, a
 * thousand times, and 99 of 100 of these differences lie below it. Beside the medians stands how many pairs took longer for
 * the foreign id, as that sees a small shift under rare long delays too; half of them if nothing shows.
 */
final class DisclosureBench implements Benchmark {
    private static final long SEED = 20_261_122;
    private static final int RELABELLED = 1_000;
    private static final double SURE = 0.99;
    private static final double LATE = 1.5;

    @Override
    public List<FigureRow> run(Setting setting) throws Exception {
        int pairs = setting.quick() ? 5_000 : 20_000;
        try (RunningUp up = RunningUp.start(setting.root(), setting.work().resolve("data"), Map.of());
                HttpClient http = HttpClient.newHttpClient()) {
            Probe probe = Probe.of(up.environment("demo.env"), http);
            Random random = new Random(SEED);
            probe.rounds(pairs / 4, random);
            double[][] micros = probe.rounds(pairs, random);
            Pairs foreign = new Pairs("foreign against unknown", micros[0], micros[1]);
            Pairs unknown = new Pairs("unknown against unknown (A/A)", micros[2], micros[3]);
            List<FigureRow> rows = new ArrayList<>(foreign.rows(random));
            rows.addAll(unknown.rows(random));
            return rows;
        }
    }

    /** Times of two ids, in microseconds, a pair of each round. */
    private static final class Pairs {
        private final String kase;
        private final double[] one;
        private final double[] other;

        Pairs(String kase, double[] one, double[] other) {
            this.kase = kase;
            this.one = one;
            this.other = other;
        }

        List<FigureRow> rows(Random random) {
            return List.of(
                    row("time to a 404, the first", "us", one),
                    row("time to a 404, the second", "us", other),
                    row("difference of medians", "us", difference(one, other)),
                    row("99 of 100 by chance are below", "us", byChance(random)),
                    row("pairs with the first longer", "%", longer()),
                    row("a beat later, the first", "%", late(one)),
                    row("a beat later, the second", "%", late(other)));
        }

        private FigureRow row(String figure, String unit, double... samples) {
            return FigureRow.of(figure, kase, "mandate", unit, samples);
        }

        private static double difference(double[] one, double[] other) {
            return Math.abs(median(one) - median(other));
        }

        private static double median(double[] samples) {
            double[] sorted = samples.clone();
            Arrays.sort(sorted);
            return FigureRow.percentile(sorted, 0.5);
        }

        /** What the difference is where the labels mean nothing. */
        private double byChance(Random random) {
            double[] differences = new double[RELABELLED];
            double[] first = new double[one.length];
            double[] second = new double[one.length];
            for (int i = 0; i < RELABELLED; i++) {
                for (int pair = 0; pair < one.length; pair++) {
                    boolean swapped = random.nextBoolean();
                    first[pair] = swapped ? other[pair] : one[pair];
                    second[pair] = swapped ? one[pair] : other[pair];
                }
                differences[i] = difference(first, second);
            }
            Arrays.sort(differences);
            return FigureRow.percentile(differences, SURE);
        }

        /** How many took so long that the gateway held them until the next beat; of hidden ones more, if beats are short. */
        private static double late(double[] micros) {
            double median = median(micros);
            return 100.0 * Arrays.stream(micros).filter(m -> m > median * LATE).count() / micros.length;
        }

        private double longer() {
            int longer = 0;
            for (int pair = 0; pair < one.length; pair++) {
                longer += one[pair] > other[pair] ? 1 : 0;
            }
            return 100.0 * longer / one.length;
        }
    }

    /** Asks for traders with one token. */
    private record Probe(HttpClient http, String traders, String token, String foreign) {
        static Probe of(EnvironmentFile demo, HttpClient http) throws IOException, InterruptedException {
            String user = demo.get("TRADER_USER_ID");
            try (ManagementClient admin =
                    ManagementEndpoint.of(demo, "REGISTRY_ADMIN").client()) {
                admin.must(
                        "POST",
                        "/user-services/users/" + user + "/saleschannel-binding/" + demo.get("CHANNEL_A_ID") + "/roles",
                        Map.of("role", "TRADER_VIEWER"));
            }
            TokenSource tokens =
                    new TokenSource(ManagementEndpoint.of(demo, "TRADER").credentials(), http, InstantSource.system());
            return new Probe(
                    http,
                    demo.get("GATEWAY_URL") + "/saleschannel-services/v1/traders/",
                    tokens.token(),
                    demo.get("TRADER_B_ID"));
        }

        /** The times of the four ids: the foreign one, and three that nothing has. */
        double[][] rounds(int count, Random random) throws IOException, InterruptedException {
            String[] ids = {foreign, id(random), id(random), id(random)};
            double[][] micros = new double[ids.length][count];
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
            for (int round = 0; round < count; round++) {
                Collections.shuffle(order, random);
                for (int which : order) {
                    micros[which][round] = ask(ids[which]);
                }
            }
            return micros;
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
