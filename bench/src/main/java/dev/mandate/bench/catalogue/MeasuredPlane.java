package dev.mandate.bench.catalogue;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.Launcher;
import dev.mandate.bench.process.Planes;
import dev.mandate.bench.report.Benchmark;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.postgres.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A control plane on a database of its own, and the CPU time that its process takes. */
final class MeasuredPlane implements AutoCloseable {
    /** After an answer: what the control plane does in the background counts. */
    private static final Duration SETTLING = Duration.ofMillis(500);

    /** For one answer, also where others' work is on the machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** More than a document may have by default. */
    private static final Map<String, String> SETTINGS = Map.of("MANDATE_API_MOST_OPERATIONS", "20000");

    private final ControlDatabase database;
    private final Planes planes;
    private Planes.Node node;
    private final BenchApp operator;

    private MeasuredPlane(ControlDatabase database, Planes planes, Planes.Node node) {
        this.database = database;
        this.planes = planes;
        this.node = node;
        EnvironmentFile keys = EnvironmentFile.read(planes.operatorFile("control"));
        this.operator = BenchApp.of(
                        node.uri(),
                        node.uri().resolve("/oauth2/token"),
                        keys.get("PLATFORM_ADMIN_CLIENT_ID"),
                        keys.get("PLATFORM_ADMIN_CLIENT_SECRET"))
                .waiting(PATIENCE);
    }

    static MeasuredPlane open(Benchmark.Setting setting, String name) throws IOException, InterruptedException {
        Path work = Files.createDirectories(setting.work().resolve(name));
        ControlDatabase database = ControlDatabase.open(DatabaseSettings.embedded(work.resolve("postgres")));
        Planes planes = new Planes(work, Launcher.script(setting.root()), database.credentials());
        return new MeasuredPlane(
                database, planes, planes.control("control", 0, SETTINGS).ready());
    }

    /** Ends the process and starts another on the same log and port; returns the seconds of CPU until it is ready. */
    double restart() throws IOException, InterruptedException {
        URI uri = node.uri();
        node.running().stop();
        node = planes.control("control", uri.getPort(), SETTINGS).ready();
        return cpu();
    }

    /** Imports a document as the API of that name, and returns the milliseconds of CPU that it took. */
    double imported(String api, Map<String, Object> document) throws InterruptedException {
        return called("/api/v1/apis", api, document);
    }

    /** Does all but the write. */
    double planned(String api, Map<String, Object> document) throws InterruptedException {
        return called("/api/v1/apis?plan=true", api, document);
    }

    private double called(String path, String api, Map<String, Object> document) throws InterruptedException {
        double before = cpu();
        post(path, api, document);
        LockSupport.parkNanos(SETTLING.toNanos());
        return 1e3 * (cpu() - before);
    }

    /** Imports it and measures nothing. */
    void post(String api, Map<String, Object> document) throws InterruptedException {
        post("/api/v1/apis", api, document);
    }

    private void post(String path, String api, Map<String, Object> document) throws InterruptedException {
        Map<String, Object> body = Map.of(
                "id",
                api,
                "kind",
                "switch",
                "upstream",
                "http://localhost:1",
                "basePath",
                "/" + api,
                "document",
                document);
        operator.must("POST", path, body);
    }

    private double cpu() {
        return ProcessHandle.of(node.running().pid())
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    @Override
    public void close() {
        planes.close();
        database.close();
    }
}
