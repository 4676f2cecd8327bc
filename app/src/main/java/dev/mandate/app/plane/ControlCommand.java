package dev.mandate.app.plane;

import dev.mandate.app.process.Foreground;
import dev.mandate.app.process.SettingsOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mandate control}: a control plane in a process of its own, of which there may be several on one database. */
@Command(
        name = "control",
        description = "Runs a control plane until it is stopped; its settings are MANDATE_* variables.",
        mixinStandardHelpOptions = true)
public final class ControlCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        return Foreground.run(() -> ControlPlane.start(settings.read()));
    }
}
