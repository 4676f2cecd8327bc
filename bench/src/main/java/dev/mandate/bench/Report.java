package dev.mandate.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A benchmark's outcome for people and for programs. */
record Report(String name, List<Row> rows) {
    void print(PrintStream out) {
        out.printf(
                "%-34s %-26s %-10s %12s %12s %12s  %s%n", "figure", "case", "subject", "median", "min", "max", "ratio");
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%-34s %-26s %-10s %9.2f %-2s %9.2f %-2s %9.2f %-2s  %s%n",
                    row.figure(),
                    row.kase(),
                    row.subject(),
                    row.median(),
                    row.unit(),
                    row.min(),
                    row.unit(),
                    row.max(),
                    row.unit(),
                    row.ratio().isEmpty() ? "" : row.ratio());
        }
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("machine", machine());
        report.put("commit", commit(folder));
        report.put("rows", rows.stream().map(Report::row).toList());
        Files.writeString(
                folder.resolve(name + ".json"),
                new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    }

    private static Map<String, Object> row(Row row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("figure", row.figure());
        map.put("case", row.kase());
        map.put("subject", row.subject());
        map.put("unit", row.unit());
        map.put("median", row.median());
        map.put("min", row.min());
        map.put("max", row.max());
        map.put("ratio", row.ratio());
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
