package dev.mandate.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process takes, in MiB.
 *
 * @param live what its heap holds after a full collection
 * @param pss proportional set size at that time: the heap as it has grown, classes, code, threads
 * @param peak the most that was ever resident
 */
public record Memory(double live, double pss, double peak) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    /** Collects its garbage and looks. */
    public static Memory of(long pid) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Shell.must(jcmd, Long.toString(pid), "GC.run");
        String heap = Shell.must(jcmd, Long.toString(pid), "GC.heap_info");
        return new Memory(live(heap), pss(pid), field(pid, "status", "VmHWM"));
    }

    /** Of the generations of a serial heap, which have a total; what is beside the heap has none. */
    private static double live(String heap) {
        double kib = 0;
        for (String line : heap.split("\n", -1)) {
            if (line.contains(" total ")) {
                Matcher used = USED.matcher(line);
                kib += used.find() ? Double.parseDouble(used.group(1)) : 0;
            }
        }
        return kib / 1_024;
    }

    /** Proportional set size of the process; 0 if it is gone. */
    public static double pss(long pid) throws IOException {
        return field(pid, "smaps_rollup", "Pss");
    }

    private static double field(long pid, String file, String name) throws IOException {
        Path path = Path.of("/proc/" + pid + "/" + file);
        if (!Files.exists(path)) {
            return 0;
        }
        return Files.readAllLines(path).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1_024)
                .sum();
    }
}
