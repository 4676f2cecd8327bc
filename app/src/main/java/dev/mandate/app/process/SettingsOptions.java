package dev.mandate.app.process;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's settings come from. */
public final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings as NAME=value lines; variables of the environment come before it.")
    @Nullable
    Path config;

    /** Reads the file, if one is named, and the environment. */
    public Settings read() {
        return Settings.read(config, System.getenv());
    }
}
