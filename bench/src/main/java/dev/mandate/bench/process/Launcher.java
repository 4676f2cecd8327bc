package dev.mandate.bench.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a {@code mandate} is started: as the script does, or with this process's own classes. */
public record Launcher(List<String> command) {
    public static Launcher script(Path root) {
        return new Launcher(List.of(root.resolve("mandate").toString()));
    }

    public static Launcher classes() {
        return new Launcher(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.mandate.app.Mandate"));
    }

    /** Starts it and returns at once; nothing of this process's own settings goes along. */
    public Running start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MANDATE_") && !name.startsWith("MANDATE_J"));
        builder.environment().putAll(environment);
        return new Running(String.join(" ", arguments), builder.start());
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
