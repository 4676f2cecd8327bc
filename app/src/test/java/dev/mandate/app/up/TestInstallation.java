package dev.mandate.app.up;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.process.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
        running = Installation.start(new Installation.Options(data, true), ports(0, 0));
        Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }

    /** These ports, 0 for free ones. */
    public static Settings ports(int gateway, int control) {
        return Settings.none()
                .with(Map.of(
                        "MANDATE_GATEWAY_PORT", Integer.toString(gateway),
                        "MANDATE_CONTROL_PORT", Integer.toString(control)));
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
