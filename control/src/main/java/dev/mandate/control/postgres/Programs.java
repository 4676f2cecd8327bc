package dev.mandate.control.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The programs that an embedded server runs.
 *
 * @param installed the folder of an installed package's; empty for those that come along
 * @param major their release
 */
record Programs(Optional<Path> installed, int major) {
    /** Of those that come along; a test holds it against them. */
    static final int BUNDLED = 18;

    private static final String SETTING = "`MANDATE_DATABASE_BINARIES`";
    private static final Pattern VERSION = Pattern.compile("postgres \\(PostgreSQL\\) ([0-9]{1,3})\\b.*");
    /** The first release that can read without workers of its own. */
    private static final int ASYNCHRONOUS = 18;

    /**
     * Looks at the programs.
     *
     * @param folder of an installed package's; null for those that come along
     * @throws DatabaseFailure if the folder has none, or older ones than Mandate runs on
     */
    static Programs of(@Nullable Path folder) {
        if (folder == null) {
            return new Programs(Optional.empty(), BUNDLED);
        }
        for (String program : InstalledPrograms.NAMES) {
            if (!Files.isExecutable(folder.resolve(program))) {
                throw new DatabaseFailure(SETTING + " is `" + folder + "`, where no program `" + program
                        + "` is: name a folder such as `/usr/lib/postgresql/17/bin`");
            }
        }
        int major = version(folder.resolve("postgres"));
        if (major < ControlDatabase.OLDEST) {
            throw new DatabaseFailure(
                    SETTING + " is PostgreSQL `" + major + "`: it must be " + ControlDatabase.OLDEST + " or later");
        }
        return new Programs(Optional.of(folder), major);
    }

    private static int version(Path server) {
        try {
            Process process = new ProcessBuilder(server.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader out = process.inputReader()) {
                String line = String.valueOf(out.readLine());
                Matcher version = VERSION.matcher(line);
                if (version.matches()) {
                    return Integer.parseInt(version.group(1));
                }
                throw new DatabaseFailure("`" + server + " --version` answers `" + line + "`, which is no PostgreSQL");
            }
        } catch (IOException e) {
            throw new DatabaseFailure("`" + server + "` does not run: " + Lines.why(e), e);
        }
    }

    /**
     * Refuses data of another release: its files have another form.
     *
     * @throws DatabaseFailure that says which programs the data needs
     */
    void requireOwn(DataFolder folder) throws IOException {
        OptionalInt made = folder.major();
        if (made.isPresent() && made.getAsInt() != major) {
            throw new DatabaseFailure("the data folder `" + folder.path() + "` was made by PostgreSQL "
                    + made.getAsInt() + ", and the programs are of " + major + ": "
                    + (made.getAsInt() == BUNDLED
                            ? "unset " + SETTING
                            : "set " + SETTING + " to the programs of " + made.getAsInt())
                    + ", or take the data over with pg_upgrade or a dump");
        }
    }

    void onto(EmbeddedPostgres.Builder builder) {
        installed.ifPresent(folder -> builder.setPgBinaryResolver(new InstalledPrograms(folder)));
        if (major >= ASYNCHRONOUS) {
            builder.setServerConfig("io_method", "sync");
        }
    }
}
