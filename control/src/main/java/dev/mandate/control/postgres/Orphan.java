package dev.mandate.control.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that outlived the process that started it, as after a kill -9; it would keep the next one from starting. */
final class Orphan {
    private static final int ROOT = 0;
    private static final long PATIENCE_SECONDS = 30;

    private final Path cluster;
    private final Path programs;
    private final boolean root;

    private Orphan(Path cluster, Path programs, boolean root) {
        this.cluster = cluster;
        this.programs = programs;
        this.root = root;
    }

    /**
     * Looks at who owns the folder.
     *
     * @throws DatabaseFailure as root without user namespaces, because PostgreSQL refuses to run as root
     */
    static Orphan of(DataFolder folder) throws IOException {
        boolean root = folder.owner() == ROOT;
        if (root && run(List.of("unshare", "-U", "true")) != 0) {
            throw new DatabaseFailure("the embedded PostgreSQL runs as root only with user namespaces, which are off"
                    + " here: start as another user, or set `MANDATE_DATABASE_URL`");
        }
        return new Orphan(folder.cluster(), folder.programs(), root);
    }

    /** Returns when none is left. Another may be stopping it as well: what counts is that it ends. */
    void stop() throws IOException {
        Optional<Path> control = Files.exists(cluster.resolve("postmaster.pid")) ? control() : Optional.empty();
        if (control.isEmpty() || !running()) {
            return;
        }
        List<String> command = new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
        command.addAll(List.of(control.get().toString(), "-D", cluster.toString(), "-m", "fast", "-w", "stop"));
        if (run(command) != 0 && !gone()) {
            throw new DatabaseFailure(
                    "a PostgreSQL that still runs on `" + cluster + "` could not be stopped: stop it");
        }
    }

    private boolean gone() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (running() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return !running();
    }

    /** Whether the server that the cluster names is there. */
    boolean running() throws IOException {
        List<String> lines = pidFile();
        return !lines.isEmpty()
                && lines.getFirst().strip().matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(Orphan::isServer)
                        .isPresent();
    }

    private List<String> pidFile() throws IOException {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The number may have gone to another program since, or to nobody: a dead process that is still listed has no program. */
    private static boolean isServer(ProcessHandle process) {
        return process.info().command().filter(c -> c.endsWith("/postgres")).isPresent();
    }

    private Optional<Path> control() throws IOException {
        if (!Files.exists(programs)) {
            return Optional.empty();
        }
        try (var files = Files.find(programs, 3, (f, a) -> f.endsWith("bin/pg_ctl"))) {
            return files.findFirst();
        }
    }

    /** The exit value, or -1 if there is no such program or it does not end. */
    private static int run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroy();
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
