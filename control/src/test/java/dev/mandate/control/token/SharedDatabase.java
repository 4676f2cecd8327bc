package dev.mandate.control.token;

import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One installation for all tests of this package: a database, and the folder of its master key. */
final class SharedDatabase {
    private static final DatabaseSettings SETTINGS = TestDatabase.fresh();
    private static final Path FOLDER = temporary();

    private SharedDatabase() {}

    static DatabaseSettings settings() {
        return SETTINGS;
    }

    /** Where the master key is. */
    static Path folder() {
        return FOLDER;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("mandate-token");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
