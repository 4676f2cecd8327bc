package dev.mandate.bench.chaos;

import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.Broken;
import dev.mandate.control.log.entry.ChainVerifier;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.ChainWalk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is found afterwards: the facts, the chain, and what gateways answer. */
final class Audit {
    private final Ground ground;
    private final ChaosWorld world;

    Audit(Ground ground, ChaosWorld world) {
        this.ground = ground;
        this.world = world;
    }

    /** Every acknowledged fact is there under its id, and none twice. */
    void facts(Writers writers) throws InterruptedException {
        Map<String, String> expected = new HashMap<>();
        writers.acknowledged().forEach((number, id) -> expected.put(Writers.fact(number), id));
        Map<String, String> found = new TreeMap<>();
        int doubled = 0;
        for (ChaosWorld.Tenant tenant : world.tenants()) {
            doubled += list(tenant.admin(), "/api/v1/spaces", found) + list(tenant.admin(), "/api/v1/users", found);
        }
        ground.must(doubled == 0, "no fact is there twice (%d are)", doubled);
        long lost = expected.entrySet().stream()
                .filter(e -> !e.getValue().equals(found.get(e.getKey())))
                .count();
        ground.must(lost == 0, "all %d acknowledged writes are there (%d are not)", expected.size(), lost);
    }

    /** Adds ids by name; returns how many names were there before. */
    private static int list(BenchApp admin, String path, Map<String, String> found) throws InterruptedException {
        int doubled = 0;
        String cursor = "";
        do {
            String page = path + "?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
            JsonNode body = admin.must("GET", page, Map.of()).body();
            for (JsonNode item : body.path("items")) {
                String name = item.path("name").asString("");
                if (name.startsWith("fact-") && found.put(name, item.path("id").asString()) != null) {
                    doubled++;
                }
            }
            cursor = body.path("next").asString("");
        } while (!cursor.isEmpty());
        return doubled;
    }

    /** The database of a running {@code up}, from its folder. */
    static DatabaseSettings database(Path data) throws IOException {
        String port = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .get(3)
                .strip();
        String password = Files.readString(data.resolve("postgres/password")).strip();
        return new DatabaseSettings(
                "jdbc:postgresql://127.0.0.1:" + port + "/mandate",
                "mandate",
                password,
                Path.of("unused"),
                0,
                2,
                Duration.ofSeconds(20),
                null);
    }

    /** Every chain verifies, and no entry is older than the one before it. */
    void log(DatabaseSettings settings) throws SQLException {
        try (ControlDatabase database = ControlDatabase.open(settings)) {
            ChainVerifier verifier = new ChainVerifier(database);
            long entries = 0;
            for (String stream : streams()) {
                entries += switch (verifier.verify(new TenantId(stream))) {
                    case ChainWalk.Verdict.Intact intact -> intact.entries();
                    case ChainWalk.Verdict.Broken(long revision, String reason) ->
                        throw new Broken("the chain of `" + stream + "` breaks at " + revision + ": " + reason);
                };
            }
            ground.must(
                    entries > 0,
                    "the chains of %d streams verify, %d entries",
                    streams().size(),
                    entries);
            long back = count(
                    database,
                    "select count(*) from (select at < lag(at) over (partition by stream order by"
                            + " revision) as back from entry) entries where back");
            ground.must(back == 0, "no entry is older than the one before it (%d are)", back);
        }
    }

    private List<String> streams() {
        return Stream.concat(Stream.of("platform"), world.tenants().stream().map(ChaosWorld.Tenant::id))
                .toList();
    }

    private static long count(ControlDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Both gateways say the same of every workspace that was written, and of as many that were not. */
    void gateways(Writers writers, URI lived, @Nullable URI fresh) throws Exception {
        int asked = 0;
        for (int number : writers.acknowledged().keySet()) {
            if (number % 2 == 0) {
                ChaosWorld.Tenant tenant = writers.tenant(number);
                String token = tenant.vendor().token();
                same(token, Writers.fact(number), 200, lived, fresh);
                same(token, Writers.fact(number + 1), 404, lived, fresh);
                asked += 2;
            }
        }
        ground.must(
                asked > 0,
                "%s of all %d workspaces asked for",
                fresh == null ? "the gateway knows" : "a gateway from scratch says the same as the one that lived",
                asked);
    }

    private static void same(String token, String space, int expected, URI lived, @Nullable URI fresh)
            throws Exception {
        int first = BenchApp.status(ChaosWorld.Tenant.items(lived, space), token);
        int second = fresh == null ? first : BenchApp.status(ChaosWorld.Tenant.items(fresh, space), token);
        if (first != expected || second != expected) {
            throw new Broken("of workspace `" + space + "` the gateway that lived says " + first
                    + " and one from scratch " + second + ", where " + expected + " is right");
        }
    }
}
