package dev.mandate.bench.scale;

import com.google.errorprone.annotations.FormatMethod;
import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.bench.process.AnsweringApi;
import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.Launcher;
import dev.mandate.bench.process.PartnerApi;
import dev.mandate.bench.process.Planes;
import dev.mandate.bench.report.Benchmark;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.engine.id.TenantId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** One installation on a database of its own, and the partner API behind it. */
record Site(ControlDatabase database, AnsweringApi upstream, Planes planes) implements AutoCloseable {
    static Site open(Benchmark.Setting setting, String name) throws IOException {
        Path work = Files.createDirectories(setting.work().resolve(name));
        ControlDatabase database = ControlDatabase.open(DatabaseSettings.embedded(work.resolve("postgres")));
        Planes planes = new Planes(work, Launcher.script(setting.root()), database.credentials());
        return new Site(database, AnsweringApi.start(), planes);
    }

    Ledgers ledgers() {
        return new Ledgers(database);
    }

    /** The first start: makes the tables and the first operator, who offers the API. */
    void found() throws IOException, InterruptedException {
        Started first = control(Map.of());
        EnvironmentFile keys = EnvironmentFile.read(planes.operatorFile("control"));
        BenchApp operator = caller(
                first.node().uri(),
                first.node().uri(),
                new Filling.Keys(keys.get("PLATFORM_ADMIN_CLIENT_ID"), keys.get("PLATFORM_ADMIN_CLIENT_SECRET")));
        PartnerApi.offer(operator, upstream.uri());
        first.node().running().stop();
    }

    /** Writes the tenants, and walks every chain. */
    List<Filling.Made> fill(List<TenantId> tenants, int users) {
        long start = System.nanoTime();
        List<Filling.Made> made;
        try (Filling filling = new Filling(database)) {
            filling.list(tenants);
            made = tenants.stream().map(tenant -> filling.tenant(tenant, users)).toList();
        }
        say("%d tenants of %d users written in %.0f s", tenants.size(), users, (System.nanoTime() - start) / 1e9);
        long entries = ledgers()
                .verified(Stream.concat(Stream.of(TenantId.PLATFORM), tenants.stream())
                        .toList());
        say("all %d chains verify, %d entries", tenants.size() + 1, entries);
        return made;
    }

    /** A process that is ready, and how long that took from the command. */
    record Started(Planes.Node node, double seconds) {}

    Started control(Map<String, String> more) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Planes.Node node = planes.control("control", 0, more).ready();
        return new Started(node, (System.nanoTime() - start) / 1e9);
    }

    Started gateway(String name, URI control, Map<String, String> more) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Planes.Node node = planes.gateway(name, control, more).ready();
        return new Started(node, (System.nanoTime() - start) / 1e9);
    }

    /** An app, with its tokens from that control node. */
    static BenchApp caller(URI door, URI control, Filling.Keys keys) {
        return BenchApp.of(door, control.resolve("/oauth2/token"), keys.client(), keys.secret());
    }

    @FormatMethod
    static void say(String format, Object... arguments) {
        System.out.println("  " + String.format(Locale.ROOT, format, arguments));
    }

    @Override
    public void close() {
        planes.close();
        upstream.close();
        database.close();
    }
}
