package dev.mandate.app.process;

import dev.mandate.app.file.Failure;
import dev.mandate.app.file.TextFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code NAME=value} lines; empty lines and those that begin with {@code #} say nothing, and a pair of quotes is taken off. */
final class SettingsFile {
    private SettingsFile() {}

    static Map<String, String> read(Path file) {
        List<String> lines =
                TextFile.read(file, "name another with --config").lines().toList();
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(values, line, "line " + (i + 1) + " of `" + file + "`");
            }
        }
        return values;
    }

    private static void add(Map<String, String> values, String line, String where) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw new Failure(where + " is no setting: write NAME=value, or # before a remark");
        }
        String name = line.substring(0, equals).strip();
        if (values.put(name, unquoted(line.substring(equals + 1).strip())) != null) {
            throw new Failure(where + " gives `" + name + "` a second time: remove one of the two");
        }
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2
                && (text.startsWith("'") || text.startsWith("\""))
                && text.charAt(0) == text.charAt(text.length() - 1);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
