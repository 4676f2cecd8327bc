package dev.mandate.app.up;

import dev.mandate.app.process.Foreground;
import dev.mandate.app.process.Settings;
import dev.mandate.app.process.SettingsOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mandate up}: runs everything until it is stopped. */
@Command(
        name = "up",
        description = "Runs control plane, gateway and the demonstration on an embedded database.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
    @Option(names = "--data", description = "The folder to keep everything in.", defaultValue = "data")
    Path data = Path.of("data");

    @Option(names = "--gateway-port", description = "The partners' port; 0 for a free one. Default: 8080.")
    @Nullable
    Integer gatewayPort;

    @Option(names = "--control-port", description = "Management's port; 0 for a free one. Default: 8081.")
    @Nullable
    Integer controlPort;

    @Option(names = "--empty", description = "Without the demonstration.")
    boolean empty;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        return Foreground.run(this::start);
    }

    private Installation start() {
        Settings given = settings.read();
        Map<String, String> ports = new HashMap<>();
        if (gatewayPort != null) {
            ports.put("MANDATE_GATEWAY_PORT", gatewayPort.toString());
        }
        if (controlPort != null) {
            ports.put("MANDATE_CONTROL_PORT", controlPort.toString());
        }
        return Installation.start(new Installation.Options(data, !empty), given.with(ports));
    }
}
