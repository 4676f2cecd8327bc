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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A change in force at the gateway: from the write's answer to the first changed answer, polled every 2 ms. */
final class FeedBench implements Benchmark {
    private static final Duration POLL = Duration.ofMillis(2);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final String ACTION = "GET /v1/extpost/tasks/{taskId}";

    @Override
    public List<FigureRow> run(Setting setting) throws Exception {
        int toggles = setting.quick() ? 500 : 2_000;
        List<FigureRow> rows = new ArrayList<>();
        rows.addAll(measure(setting, "with NOTIFY", Map.of(), toggles));
        rows.addAll(measure(setting, "NOTIFY off", Map.of("MANDATE_LOG_HINTS", "false"), toggles));
        return rows;
    }

    private static List<FigureRow> measure(Setting setting, String kase, Map<String, String> environment, int toggles)
            throws Exception {
        try (RunningUp up = RunningUp.start(setting.root(), setting.work().resolve("data"), environment);
                HttpClient http = HttpClient.newHttpClient()) {
            EnvironmentFile demo = up.environment("demo.env");
            Probe probe = new Probe(http, demo);
            double[] samples = new double[toggles];
            for (int i = 0; i < toggles; i++) {
                samples[i] = probe.toggle(i % 2 == 0 ? "NONE" : "ACCESS");
            }
            Arrays.sort(samples);
            return List.of(
                    FigureRow.of("change in force", kase, "mandate", "ms", samples),
                    FigureRow.of("change in force, p99", kase, "mandate", "ms", FigureRow.percentile(samples, 0.99)));
        }
    }

    /** A vendor that calls, and an administrator that switches. */
    private static final class Probe {
        private final HttpClient http;
        private final TokenSource vendor;
        private final URI task;
        private final ManagementClient admin;
        private final String permissions;

        Probe(HttpClient http, EnvironmentFile demo) {
            this.http = http;
            this.vendor =
                    new TokenSource(ManagementEndpoint.of(demo, "VENDOR").credentials(), http, InstantSource.system());
            this.task = URI.create(demo.get("GATEWAY_URL") + "/v1/extpost/tasks/" + demo.get("VENDOR_TASK_ID"));
            this.admin = ManagementEndpoint.of(demo, "STUDIO_ADMIN").client();
            this.permissions = "/api/v1/roles/" + demo.get("VENDOR_ROLE_ID") + "/permissions";
        }

        /** Switches and returns how long the gateway still answered as before, in milliseconds. */
        double toggle(String permission) throws IOException, InterruptedException {
            int expected = permission.equals("NONE") ? 403 : 200;
            admin.must("PATCH", permissions, Map.of(ACTION, permission));
            long start = System.nanoTime();
            while (status() != expected) {
                if (System.nanoTime() - start > LONGEST.toNanos()) {
                    throw new IOException("the change was not in force after " + LONGEST.toSeconds() + " s");
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
            return (System.nanoTime() - start) / 1e6;
        }

        private int status() throws IOException, InterruptedException {
            HttpRequest call = HttpRequest.newBuilder(task)
                    .header("Authorization", "Bearer " + vendor.token())
                    .build();
            return http.send(call, BodyHandlers.discarding()).statusCode();
        }
    }
}
