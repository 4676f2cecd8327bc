package dev.mandate.app.plane;

import dev.mandate.app.process.Foreground;
import dev.mandate.app.process.Settings;
import dev.mandate.app.process.SettingsOptions;
import dev.mandate.control.lines.ProcessLog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mandate gateway}: a gateway in a process of its own, fed by a control plane. */
@Command(
        name = "gateway",
        description = "Runs a gateway until it is stopped; its settings are MANDATE_* variables.",
        mixinStandardHelpOptions = true)
public final class GatewayCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        Settings read = settings.read();
        try (ProcessLog _ = ProcessLog.start(read.lines())) {
            return Foreground.run(() -> GatewayPlane.start(read));
        }
    }
}
