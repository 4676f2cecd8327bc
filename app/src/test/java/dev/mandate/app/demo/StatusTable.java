package dev.mandate.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code docs/statuses.md}: who is answered what. */
final class StatusTable {
    /**
     * One line of it.
     *
     * @param path with placeholders, such as {@code /traders/<trader of A>}
     * @param body with placeholders like the path; empty for none
     * @param expected the status by column
     */
    record Row(String method, String path, String body, Map<String, Integer> expected) {
        String title() {
            return method + " " + path + (body.isEmpty() ? "" : " " + body);
        }
    }

    private StatusTable() {}

    static List<Row> read() throws IOException {
        Path here = Path.of("docs/statuses.md");
        return read(Files.exists(here) ? here : Path.of("..").resolve(here));
    }

    private static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        String prefix = "";
        List<String> columns = List.of();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("Below `")) {
                prefix = unquoted(line.substring("Below ".length(), line.length() - 1));
            } else if (line.startsWith("| call |")) {
                columns = cells(line);
            } else if (line.startsWith("| `")) {
                rows.add(row(prefix, columns, cells(line)));
            }
        }
        return rows;
    }

    private static Row row(String prefix, List<String> columns, List<String> cells) {
        String[] call = unquoted(cells.getFirst()).split(" ", 2);
        Map<String, Integer> expected = new LinkedHashMap<>();
        IntStream.range(2, columns.size()).forEach(i -> expected.put(columns.get(i), Integer.valueOf(cells.get(i))));
        return new Row(call[0], prefix + (call[1].equals("/") ? "" : call[1]), unquoted(cells.get(1)), expected);
    }

    private static List<String> cells(String line) {
        return List.of(line.substring(1, line.length() - 1).split("\\|", -1)).stream()
                .map(String::strip)
                .toList();
    }

    private static String unquoted(String cell) {
        return cell.replace("`", "");
    }
}
