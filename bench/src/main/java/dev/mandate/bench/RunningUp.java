package dev.mandate.bench;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.bench.process.Memory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An installation in a process of its own, started as a user starts it. */
final class RunningUp implements AutoCloseable {
    private final Process process;
    private final Path data;
    private final double secondsToReady;

    private RunningUp(Process process, Path data, double secondsToReady) {
        this.process = process;
        this.data = data;
        this.secondsToReady = secondsToReady;
    }

    /** Starts {@code ./mandate up} and waits until it says that it is ready. */
    static RunningUp start(Path root, Path data, Map<String, String> environment, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                root.resolve("mandate").toString(),
                "up",
                "--data",
                data.toString(),
                "--gateway-port",
                "0",
                "--control-port",
                "0"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        StringBuilder seen = new StringBuilder();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            seen.append(line).append('\n');
            if (line.startsWith("Mandate is ready")) {
                double seconds = (System.nanoTime() - start) / 1e9;
                Thread.ofVirtual().start(() -> out.lines().forEach(rest -> {}));
                return new RunningUp(process, data, seconds);
            }
        }
        throw new IOException("`up` ended before it was ready: " + seen);
    }

    double secondsToReady() {
        return secondsToReady;
    }

    EnvironmentFile environment(String file) {
        return EnvironmentFile.read(data.resolve(file));
    }

    long pid() {
        return process.pid();
    }

    /** Every process that it started: its own tree, and the database's, which is nobody's child. */
    List<Long> processes() throws IOException {
        List<Long> pids = new ArrayList<>();
        pids.add(process.pid());
        process.descendants().forEach(p -> pids.add(p.pid()));
        long postmaster = postmaster();
        pids.add(postmaster);
        ProcessHandle.of(postmaster).ifPresent(p -> p.descendants().forEach(c -> pids.add(c.pid())));
        return pids.stream().distinct().toList();
    }

    private long postmaster() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("postgres"), 2)) {
            Path file = files.filter(f -> f.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the database's process is not to be found"));
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        }
    }

    /** Proportional set size of all of them, in MiB. */
    double pss() throws IOException {
        double mib = 0;
        for (long pid : processes()) {
            mib += Memory.pss(pid);
        }
        return mib;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
