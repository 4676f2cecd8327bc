package dev.mandate.bench.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether a subject could take in the facts and answered rightly, tried in a process of its own. */
sealed interface Loading {
    int LONGEST_SECONDS = 180;

    /**
     * It holds them.
     *
     * @param mib of the heap after a collection, more than before it loaded
     * @param answers how many were compared with the right ones
     */
    record Held(double seconds, double mib, int answers) implements Loading {}

    /** It does not, for this reason. */
    record Refused(String why) implements Loading {}

    /**
     * Tries it.
     *
     * @param output a file that the process writes to
     * @throws IOException if an answer was wrong or the process failed: then nothing is worth measuring
     */
    static Loading attempt(Path root, Entrant entrant, int users, Path output)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(Entrant.flags(users));
        command.addAll(List.of("-cp", entrant.classPath(root), Check.class.getName()));
        command.addAll(List.of(entrant.subject(), Integer.toString(users)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Refused("not loaded within " + LONGEST_SECONDS + " s");
        }
        return outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8), users);
    }

    private static Loading outcome(int status, String output, int users) throws IOException {
        if (status == Check.TOO_LARGE) {
            return new Refused("more memory than " + Entrant.heap(users));
        }
        if (status != 0) {
            throw new IOException("the check failed with status " + status + ": " + output);
        }
        String line = output.lines()
                .filter(text -> text.startsWith(Check.LOADED))
                .findFirst()
                .orElseThrow(() -> new IOException("the check said nothing: " + output));
        String[] words = line.substring(Check.LOADED.length()).split(" ", 3);
        return new Held(Double.parseDouble(words[0]), Double.parseDouble(words[1]), Integer.parseInt(words[2]));
    }
}
