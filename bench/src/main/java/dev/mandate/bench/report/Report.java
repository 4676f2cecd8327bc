package dev.mandate.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A benchmark's outcome for people and for programs. */
public record Report(String name, List<FigureRow> rows) {
    /** Prints a table. */
    public void print(PrintStream out) {
        out.printf(
                "%-34s %-26s %-16s %12s %12s %12s  %s%n", "figure", "case", "subject", "median", "min", "max", "ratio");
        rows.forEach(row -> out.println(line(row)));
    }

    private static String line(FigureRow row) {
        String start = String.format(Locale.ROOT, "%-34s %-26s %-16s", row.figure(), row.kase(), row.subject());
        if (!row.measured()) {
            return start + " " + row.note();
        }
        String figures = Stream.of(row.median(), row.min(), row.max())
                .map(value -> String.format(Locale.ROOT, " %9.2f %-2s", value, row.unit()))
                .collect(Collectors.joining());
        return (start + figures + "  " + ratios(row) + row.note()).stripTrailing();
    }

    private static String ratios(FigureRow row) {
        return row.ratio().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %.3g", e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Writes {@code NAME.json} into a folder. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("machine", machine());
        report.put("commit", commit(folder));
        report.put("rows", rows.stream().map(Report::row).toList());
        Files.writeString(
                folder.resolve(name + ".json"),
                new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    }

    private static Map<String, Object> row(FigureRow row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("figure", row.figure());
        map.put("case", row.kase());
        map.put("subject", row.subject());
        map.put("unit", row.unit());
        if (row.measured()) {
            map.put("median", row.median());
            map.put("min", row.min());
            map.put("max", row.max());
        }
        map.put("ratio", row.ratio());
        if (!row.note().isEmpty()) {
            map.put("note", row.note());
        }
        return map;
    }

    private static Map<String, Object> machine() {
        return Map.of(
                "cores", Runtime.getRuntime().availableProcessors(),
                "os", System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "java", Runtime.version().toString());
    }

    private static String commit(Path folder) throws IOException {
        Process git = new ProcessBuilder("git", "-C", folder.toString(), "rev-parse", "--short", "HEAD")
                .redirectErrorStream(true)
                .start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
