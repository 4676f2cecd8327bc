package dev.mandate.control.postgres;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops the server when this process is gone, however it went. It is a shell that waits at the other end of a pipe, in a
 * session of its own: the kernel closes the pipe of a process that was killed, and a signal to the process group does not
 * reach the shell.
 */
final class Watchdog implements AutoCloseable {
    private static final String CLOSED = "closed\n";

    /**
     * Arguments: the data folder and the name of the start. INVARIANT: the pid is read before the name of the start is, and
     * a later start signs the folder before its server writes a pid; so the server of a later start is never stopped. Without
     * a pid a start may just be going on, so it is looked for a while. SIGINT is the fast shutdown, SIGQUIT the immediate one.
     */
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            while read -r word; do [ "$word" = closed ] && exit 0; done
            mine() { [ "$(cat "$1/lock" 2>/dev/null)" = "$2" ]; }
            tries=0
            while [ $tries -lt 150 ]; do
              server=$(head -n 1 "$1/cluster/postmaster.pid" 2>/dev/null)
              mine "$1" "$2" || exit 0
              case $(readlink "/proc/${server:-none}/exe" 2>/dev/null) in
                */bin/postgres*) told=yes; [ $tries -lt 100 ] && kill -INT "$server" || kill -QUIT "$server" ;;
                *) [ -n "$told" ] && exit 0 ;;
              esac
              tries=$((tries + 1))
              sleep 0.2
            done
            """;

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    static Watchdog start(DataFolder folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "setsid", "sh", "-c", SCRIPT, "mandate-watchdog", folder.path().toString(), folder.generation()));
        try {
            return new Watchdog(run(command));
        } catch (IOException withoutSetsid) {
            return new Watchdog(run(command.subList(1, command.size())));
        }
    }

    private static Process run(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                // holds no folder that somebody may want to unmount
                .directory(new File("/"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    boolean alive() {
        return shell.isAlive();
    }

    /** Lets it go without stopping anything. */
    @Override
    public void close() {
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write(CLOSED.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            shell.destroyForcibly();
        }
    }
}
