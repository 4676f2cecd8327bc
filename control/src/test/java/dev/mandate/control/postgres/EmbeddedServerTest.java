package dev.mandate.control.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The embedded server when it, its process, or its watchdog is killed. */
class EmbeddedServerTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private Process started() throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = process.inputReader();
        for (String line = out.readLine(); !KilledProcess.READY.equals(line); line = out.readLine()) {
            assertThat(line).as("the process ended early").isNotNull();
        }
        return process;
    }

    private ProcessHandle server() throws IOException {
        String pid =
                Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /** A dead process that nobody asked about yet is still listed, without a program. */
    private static boolean gone(ProcessHandle process) {
        return process.info().command().isEmpty();
    }

    private static ProcessHandle watchdog(ProcessHandle of) {
        return of.children()
                .filter(p -> p.info().command().filter(c -> c.endsWith("sh")).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static void await(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void signal(ProcessHandle to, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(to.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static int kept(ControlDatabase database) {
        return JdbcClient.create(database.dataSource())
                .sql("select count(*) from kept")
                .query(Integer.class)
                .single();
    }

    @Test
    void endsSoonAfterAKillOfItsProcess() throws Exception {
        Process process = started();
        ProcessHandle server = server();
        process.destroyForcibly().waitFor();
        await("the server ends without anybody's next start", () -> gone(server));
        assertThat(Files.readString(folder.resolve("server.log")))
                .as("and cleanly")
                .contains("database system is shut down");
        assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void isStoppedByTheNextStartWithoutAWatchdog() throws Exception {
        Process process = started();
        ProcessHandle server = server();
        ProcessHandle watchdog = watchdog(process.toHandle());
        signal(watchdog, "STOP");
        process.destroyForcibly().waitFor();
        watchdog.destroyForcibly();
        assertThat(gone(server)).as("the server outlives both").isFalse();
        long begun = System.nanoTime();
        try (ControlDatabase database = ControlDatabase.open(DatabaseSettings.embedded(folder))) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
            assertThat(gone(server)).as("the orphan is stopped").isTrue();
            assertThat(kept(database)).isEqualTo(1);
        }
    }

    @Test
    void leavesTheNextStartAlone() throws Exception {
        Process process = started();
        ProcessHandle watchdog = watchdog(process.toHandle());
        signal(watchdog, "STOP");
        process.destroyForcibly().waitFor();
        try (ControlDatabase next = ControlDatabase.open(DatabaseSettings.embedded(folder))) {
            ProcessHandle server = server();
            signal(watchdog, "CONT");
            await("the late watchdog ends", () -> gone(watchdog));
            assertThat(gone(server)).isFalse();
            assertThat(kept(next)).isEqualTo(1);
        }
    }

    @Test
    void startsAgainWhereItWasAfterItsOwnKill() throws Exception {
        try (ControlDatabase database = ControlDatabase.open(DatabaseSettings.embedded(folder))) {
            JdbcClient.create(database.dataSource())
                    .sql("create table kept as select 1 as id")
                    .update();
            ProcessHandle first = server();
            first.destroyForcibly();
            // connections of the killed one live on for a moment, and answer
            await("another server is on its port", () -> isAnother(first) && answers(database));
        }
        assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
    }

    private boolean isAnother(ProcessHandle before) {
        try {
            return server().pid() != before.pid();
        } catch (IOException | NoSuchElementException | NumberFormatException e) {
            return false;
        }
    }

    private static boolean answers(ControlDatabase database) {
        try {
            return kept(database) == 1;
        } catch (DataAccessException e) {
            return false;
        }
    }

    @Test
    void getsANewWatchdogForAKilledOne() throws Exception {
        try (ControlDatabase database = ControlDatabase.open(DatabaseSettings.embedded(folder))) {
            assertThat(database.embedded()).isTrue();
            ProcessHandle first = ProcessHandle.current()
                    .children()
                    .filter(p -> String.join(" ", p.info().arguments().orElse(new String[0]))
                            .contains(folder.toString()))
                    .findFirst()
                    .orElseThrow();
            first.destroyForcibly();
            await(
                    "another watches",
                    () -> ProcessHandle.current()
                            .children()
                            .filter(p -> p.pid() != first.pid())
                            .anyMatch(p -> String.join(" ", p.info().arguments().orElse(new String[0]))
                                    .contains(folder.toString())));
        }
    }
}
