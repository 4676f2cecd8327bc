package dev.mandate.app.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Variables in shell syntax, one a line, readable by their owner alone. What was written once stays, so that scripts and
 * people can rely on it.
 */
public final class EnvironmentFile {
    private final Path path;
    private final Map<String, String> variables;

    private EnvironmentFile(Path path, Map<String, String> variables) {
        this.path = path;
        this.variables = variables;
    }

    /** Reads the file; one that is not there yet is empty. */
    public static EnvironmentFile read(Path path) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (Files.exists(path)) {
            for (String line : TextFile.read(path).lines().toList()) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    variables.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
                }
            }
        }
        return new EnvironmentFile(path, variables);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** The value, which must be there. */
    public String get(String name) {
        return find(name)
                .orElseThrow(() -> new Failure(
                        Files.exists(path)
                                ? "`" + path + "` has no line `" + name + "=`: add it"
                                : "there is no file `" + path
                                        + "`: start `./mandate up` first, or name its folder with `--data`"));
    }

    /** The value of the first time, or this one now. */
    public String once(String name, Supplier<String> value) {
        String known = variables.get(name);
        if (known != null) {
            return known;
        }
        String first = value.get();
        set(name, first);
        return first;
    }

    /** Writes a value that may change from start to start, such as an address. */
    public void set(String name, String value) {
        if (!value.equals(variables.put(name, value))) {
            write();
        }
    }

    /** Writes several values at once: a reader sees all of them, or none. */
    public void setAll(Map<String, String> values) {
        variables.putAll(values);
        write();
    }

    /** Copies the file, if there is one, to the first free name with a number behind it; returns the copy. */
    public Optional<Path> keepOld() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        int number = 1;
        Path old = numbered(number);
        while (Files.exists(old)) {
            old = numbered(++number);
        }
        new EnvironmentFile(old, variables).write();
        return Optional.of(old);
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    private void write() {
        StringBuilder text = new StringBuilder();
        variables.forEach((name, value) ->
                text.append(name).append('=').append(quoted(value)).append('\n'));
        try {
            Path next = Files.createTempFile(
                    path.toAbsolutePath().getParent(),
                    ".env",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            // on the disk before it has the name: a secret in it may be nowhere else
            Files.writeString(next, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure("cannot write `" + path + "`: " + Failure.why(e), e);
        }
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_./:@%+-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("'") && text.endsWith("'");
        return quoted ? text.substring(1, text.length() - 1).replace("'\\''", "'") : text;
    }
}
