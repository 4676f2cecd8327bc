package dev.mandate.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small programs of the system. */
public final class Shell {
    private Shell() {}

    /** Runs it and returns what it said. */
    public static String must(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("`" + String.join(" ", List.of(command)) + "` failed: " + said);
        }
        return said;
    }

    public static boolean root() throws IOException, InterruptedException {
        return must("id", "-u").equals("0");
    }
}
