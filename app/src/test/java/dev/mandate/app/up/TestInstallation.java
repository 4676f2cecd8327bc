package dev.mandate.app.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One installation with the demonstration for all tests of this module, closed when the test process ends. */
public final class TestInstallation {
    private static final TestInstallation ONLY = new TestInstallation();

    private final Path data;
    private final Installation running;

    private TestInstallation() {
        try {
            data = Files.createTempDirectory("mandate-up").resolve("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running = Installation.start(new Installation.Options(data, 0, 0, true));
        Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }

    public static TestInstallation running() {
        return ONLY;
    }

    /** The installation's folder. */
    public Path data() {
        return data;
    }

    public Installation.Addresses addresses() {
        return running.addresses();
    }

    public EnvironmentFile demo() {
        return EnvironmentFile.read(data.resolve("demo.env"));
    }
}
