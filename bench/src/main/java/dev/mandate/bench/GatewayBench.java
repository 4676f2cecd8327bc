package dev.mandate.bench;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.bench.process.Launcher;
import dev.mandate.bench.process.Running;
import dev.mandate.bench.report.Benchmark;
import dev.mandate.bench.report.FigureRow;
import dev.mandate.client.token.TokenSource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * CPU time of a gateway per request, in a process of its own: it verifies a token, decides among 200 templates, signs an identity
 * and forwards. Beside it nginx, which forwards, and nginx which asks a trivial server first. All on one core, in turn, in one
 * run; load and upstream on the other. 1,000 live tokens, keep-alive, 64 connections.
 */
final class GatewayBench implements Benchmark {
    private static final int PROXY_CORE = 0;
    private static final int OTHER_CORE = 1;
    private static final int TEMPLATES = 200;
    private static final int TOKENS = 1_000;
    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final String FIGURE = "CPU per request";

    /** A server under load, and the processes that do its work. */
    private record Subject(String name, int port, List<Long> pids) {}

    @Override
    public List<FigureRow> run(Setting setting) throws Exception {
        Path work = setting.work();
        try (Nginx upstream = Nginx.upstream(work.resolve("upstream"), OTHER_CORE);
                Nginx proxy = Nginx.proxy(work.resolve("proxy"), PROXY_CORE, upstream.port());
                Nginx asking = Nginx.asking(work.resolve("asking"), PROXY_CORE, upstream.port());
                RunningUp up = RunningUp.start(
                        setting.root(),
                        work.resolve("data"),
                        Map.of("MANDATE_LIMIT_TOKENS", "100000", "MANDATE_LIMIT_ADDRESS", "100000"))) {
            EnvironmentFile demo = up.environment("demo.env");
            String key = prepare(demo, upstream.port());
            int port = Launcher.freePort();
            try (Running gateway = gateway(setting, demo, key, port)) {
                gateway.awaitReady(LONGEST_START);
                List<Subject> subjects = List.of(
                        new Subject("mandate", port, List.of(gateway.pid())),
                        new Subject("nginx", proxy.port(), proxy.pids()),
                        new Subject("nginx-auth-request", asking.port(), asking.pids()));
                return rows(setting, subjects, tokens(demo));
            }
        }
    }

    private static List<FigureRow> rows(Setting setting, List<Subject> subjects, List<String> tokens) throws Exception {
        Path work = setting.work();
        List<FigureRow> rows = new ArrayList<>();
        rows.addAll(compared(setting, "GET, 1 KB", subjects, Wrk.of(work, OTHER_CORE, tokens, paths(""), 0)));
        rows.addAll(compared(
                setting,
                "POST of 10 KB, 100 KB",
                subjects,
                Wrk.of(work, OTHER_CORE, tokens, paths("/big"), 10 * 1_024)));
        return rows;
    }

    private static List<String> paths(String end) {
        return IntStream.range(0, TEMPLATES)
                .mapToObj(i -> "/bench/r" + i + "/" + (7 * i) + end)
                .toList();
    }

    private static List<FigureRow> compared(Setting setting, String kase, List<Subject> subjects, Wrk wrk)
            throws Exception {
        int rounds = setting.quick() ? 3 : 9;
        int seconds = setting.quick() ? 4 : 6;
        for (Subject subject : subjects) {
            // compiled code is what is compared
            wrk.load(subject.port(), 3 * seconds);
        }
        double[][] micros = new double[subjects.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < subjects.size(); i++) {
                micros[i][round] = cpuPerRequest(subjects.get(i), wrk, seconds);
            }
        }
        List<FigureRow> rows = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            rows.add(FigureRow.of(FIGURE, kase, subjects.get(i).name(), "us", micros[i]));
        }
        for (int i = 1; i < subjects.size(); i++) {
            double[] theirs = micros[i];
            double[] ratios = IntStream.range(0, rounds)
                    .mapToDouble(round -> micros[0][round] / theirs[round])
                    .toArray();
            String pair = "mandate to " + subjects.get(i).name();
            rows.add(FigureRow.of("ratio in the same round", kase, pair, "", ratios));
        }
        return rows;
    }

    /** Imports an API of 200 templates, gives the vendor all of it, and returns the key of another gateway. */
    private static String prepare(EnvironmentFile demo, int upstream) {
        try (ManagementClient platform =
                        ManagementEndpoint.of(demo, "PLATFORM_ADMIN").client();
                ManagementClient admin =
                        ManagementEndpoint.of(demo, "STUDIO_ADMIN").client()) {
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
                            document()));
            platform.must("POST", "/api/v1/apis/bench/actions/activate", Map.of("actions", "all"));
            admin.must("POST", "/api/v1/apis/bench/enable", null);
            Map<String, String> switches = new HashMap<>();
            for (int i = 0; i < TEMPLATES; i++) {
                switches.put("GET /bench/r" + i + "/{id}", "ACCESS");
                switches.put("POST /bench/r" + i + "/{id}/big", "ACCESS");
            }
            admin.must("PATCH", "/api/v1/roles/" + demo.get("VENDOR_ROLE_ID") + "/permissions", switches);
            return Objects.requireNonNull(platform.must("POST", "/api/v1/gateways", Map.of("name", "bench"))
                            .body())
                    .path("key")
                    .asString();
        }
    }

    private static String document() {
        Map<String, Object> paths = new HashMap<>();
        List<Map<String, Object>> id =
                List.of(Map.of("name", "id", "in", "path", "required", true, "schema", Map.of("type", "string")));
        for (int i = 0; i < TEMPLATES; i++) {
            paths.put("/bench/r" + i + "/{id}", Map.of("get", Map.of("operationId", "get" + i, "parameters", id)));
            paths.put(
                    "/bench/r" + i + "/{id}/big", Map.of("post", Map.of("operationId", "post" + i, "parameters", id)));
        }
        return new JsonMapper()
                .writeValueAsString(
                        Map.of("openapi", "3.1.0", "info", Map.of("title", "bench", "version", "1"), "paths", paths));
    }

    private static Running gateway(Setting setting, EnvironmentFile demo, String key, int port) throws IOException {
        String mandate = setting.root().resolve("mandate").toString();
        Launcher pinned = new Launcher(List.of("taskset", "-c", Integer.toString(PROXY_CORE), mandate));
        return pinned.start(
                setting.work(),
                Map.of(
                        "MANDATE_CONTROL_URL", demo.get("CONTROL_URL"),
                        "MANDATE_GATEWAY_KEY", key,
                        "MANDATE_GATEWAY_PORT", Integer.toString(port),
                        "MANDATE_GATEWAY_PUBLIC_URL", demo.get("GATEWAY_URL"),
                        "MANDATE_GATEWAY_DATA",
                                setting.work().resolve("gateway").toString()),
                "gateway");
    }

    private static List<String> tokens(EnvironmentFile demo) throws InterruptedException {
        List<String> tokens = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < TOKENS; i++) {
                tokens.add(new TokenSource(
                                ManagementEndpoint.of(demo, "VENDOR").credentials(), http, InstantSource.system())
                        .token());
            }
        }
        return tokens;
    }

    private static double cpuPerRequest(Subject subject, Wrk wrk, int seconds) throws Exception {
        double before = cpuSeconds(subject.pids());
        long requests = wrk.load(subject.port(), seconds);
        return (cpuSeconds(subject.pids()) - before) * 1e6 / requests;
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
}
