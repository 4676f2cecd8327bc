package dev.mandate.bench.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A {@code mandate} process, with what it said. */
public final class Running implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(15);

    private final String name;
    private final Process process;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile boolean ready;

    Running(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        try (var out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.matches("Mandate( control| gateway)? is ready")) {
                    ready = true;
                    told.countDown();
                }
            }
        } catch (IOException e) {
            said.add(String.valueOf(e.getMessage()));
        } finally {
            told.countDown();
        }
    }

    /** Waits until it says so. */
    public Running awaitReady(Duration longest) throws InterruptedException {
        if (!told.await(longest.toMillis(), TimeUnit.MILLISECONDS) || !ready) {
            close();
            throw new Broken("`" + name + "` is not ready after " + longest.toSeconds() + " s, it said:\n" + said());
        }
        return this;
    }

    public String said() {
        return String.join("\n", said);
    }

    public boolean alive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** As the kernel does it: nothing of the process runs any more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stands still, with everything open. */
    public void freeze() throws Exception {
        Shell.must("kill", "-STOP", Long.toString(pid()));
    }

    public void thaw() throws Exception {
        Shell.must("kill", "-CONT", Long.toString(pid()));
    }

    /** Asks it to end and returns how long that took. */
    public Duration stop() throws InterruptedException {
        long start = System.nanoTime();
        process.destroy();
        if (!process.waitFor(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Broken("`" + name + "` does not end, it said:\n" + said());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The exit value, once it has ended by itself. */
    public int exit(Duration longest) throws InterruptedException {
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Broken("`" + name + "` does not end by itself, it said:\n" + said());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
