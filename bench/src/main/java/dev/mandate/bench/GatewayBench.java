package dev.mandate.bench;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.bench.report.Benchmark;
import dev.mandate.bench.report.FigureRow;
import dev.mandate.client.token.TokenSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CPU of the proxy per request: ours, which verifies a token, decides, signs an identity and forwards, beside nginx, which
 * forwards. One upstream (nginx, 1 KB), keep-alive, 64 connections from wrk, rounds in turn.
 */
final class GatewayBench implements Benchmark {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final int CONNECTIONS = 64;

    @Override
    public List<FigureRow> run(Setting setting) throws Exception {
        int rounds = setting.quick() ? 3 : 9;
        int seconds = setting.quick() ? 5 : 10;
        try (Nginx nginx = Nginx.start(setting.work().resolve("nginx"));
                RunningUp up = RunningUp.start(setting.root(), setting.work().resolve("data"), Map.of())) {
            EnvironmentFile demo = up.environment("demo.env");
            String template = prepare(demo, nginx.upstreamPort());
            String token = token(demo);
            String ours = demo.get("GATEWAY_URL") + template;
            String theirs = "http://127.0.0.1:" + nginx.proxyPort() + template;
            load(ours, token, seconds * 2); // compiled code is what is compared
            double[] gateway = new double[rounds];
            double[] proxy = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                proxy[i] = cpuPerRequest(nginx.proxyPids(), theirs, token, seconds);
                gateway[i] = cpuPerRequest(List.of(up.pid()), ours, token, seconds);
            }
            FigureRow peer = FigureRow.of("CPU per request", "1 KB, 64 connections", "nginx", "us", proxy);
            FigureRow own = FigureRow.of("CPU per request", "1 KB, 64 connections", "mandate", "us", gateway);
            return List.of(own.against("nginx", peer), peer);
        }
    }

    private static String prepare(EnvironmentFile demo, int upstream) {
        try (ManagementClient platform =
                        ManagementEndpoint.of(demo, "PLATFORM_ADMIN").client();
                ManagementClient admin =
                        ManagementEndpoint.of(demo, "STUDIO_ADMIN").client()) {
            String document =
                    "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"bench\",\"version\":\"1\"},\"paths\":{\"/bench/{id}\":"
                            + "{\"get\":{\"operationId\":\"bench\",\"parameters\":[{\"name\":\"id\",\"in\":\"path\",\"required\":true,"
                            + "\"schema\":{\"type\":\"string\"}}]}}}}";
            platform.must(
                    "POST",
                    "/api/v1/apis",
                    Map.of(
                            "id",
                            "bench",
                            "kind",
                            "switch",
                            "upstream",
                            "http://127.0.0.1:" + upstream,
                            "document",
                            document));
            platform.must("POST", "/api/v1/apis/bench/actions/activate", Map.of("actions", "all"));
            admin.must("POST", "/api/v1/apis/bench/enable", null);
            admin.must(
                    "PATCH",
                    "/api/v1/roles/" + demo.get("VENDOR_ROLE_ID") + "/permissions",
                    Map.of("GET /bench/{id}", "ACCESS"));
            return "/bench/1";
        }
    }

    private static String token(EnvironmentFile demo) throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new TokenSource(ManagementEndpoint.of(demo, "VENDOR").credentials(), http, InstantSource.system())
                    .token();
        }
    }

    private static double cpuPerRequest(List<Long> pids, String url, String token, int seconds)
            throws IOException, InterruptedException {
        double before = cpuSeconds(pids);
        long requests = load(url, token, seconds);
        return (cpuSeconds(pids) - before) * 1e6 / requests;
    }

    private static long load(String url, String token, int seconds) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + CONNECTIONS,
                        "-d" + seconds + "s",
                        "-H",
                        "Authorization: Bearer " + token,
                        url)
                .redirectErrorStream(true)
                .start();
        String out = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        Matcher requests = REQUESTS.matcher(out);
        if (!requests.find() || out.contains("Non-2xx")) {
            throw new IOException("the load did not succeed: " + out);
        }
        return Long.parseLong(requests.group(1));
    }

    /** User and system time of the processes so far. */
    private static double cpuSeconds(List<Long> pids) throws IOException {
        double ticks = 0;
        for (long pid : pids) {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            ticks += Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
        }
        return ticks / 100;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
