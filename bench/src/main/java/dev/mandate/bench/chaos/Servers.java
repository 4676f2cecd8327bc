package dev.mandate.bench.chaos;

import dev.mandate.bench.process.Broken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The PostgreSQL processes of a folder, found by their program, whoever their parent is. */
final class Servers {
    private Servers() {}

    static List<ProcessHandle> of(Path data) throws IOException {
        String programs = data.toRealPath().resolve("postgres/server").toString();
        return ProcessHandle.allProcesses()
                .filter(p ->
                        p.info().command().filter(c -> c.startsWith(programs)).isPresent())
                .toList();
    }

    static boolean none(Path data) throws IOException {
        return of(data).isEmpty();
    }

    /** The one that all others of the folder come from. */
    static ProcessHandle postmaster(Path data) throws IOException {
        String pid = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip()))
                .orElseThrow(() -> new Broken("the database of `" + data + "` does not run"));
    }

    /** The shell that stops the server of that process when the process is gone. */
    static ProcessHandle watchdog(long up) {
        return ProcessHandle.of(up).stream()
                .flatMap(ProcessHandle::children)
                .filter(p -> p.info().arguments().stream().flatMap(Stream::of).anyMatch("mandate-watchdog"::equals))
                .findFirst()
                .orElseThrow(() -> new Broken("`up` has no watchdog"));
    }
}
