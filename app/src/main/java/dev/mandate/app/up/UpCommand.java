package dev.mandate.app.up;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mandate up}: runs everything until it is told to stop. */
@Command(
        name = "up",
        description = "Runs control plane, gateway and the demonstration on an embedded database.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    @Option(names = "--data", description = "The folder to keep everything in.", defaultValue = "data")
    Path data = Path.of("data");

    @Option(names = "--gateway-port", description = "The partners' port; 0 for a free one.", defaultValue = "8080")
    int gatewayPort;

    @Option(names = "--control-port", description = "Management's port; 0 for a free one.", defaultValue = "8081")
    int controlPort;

    @Option(names = "--empty", description = "Without the demonstration.")
    boolean empty;

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        // the hook only tells the main thread, which closes everything in order, and waits for it
        Thread hook = new Thread(() -> {
            stop.countDown();
            await(stopped);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try (Installation installation =
                Installation.start(new Installation.Options(data, gatewayPort, controlPort, !empty))) {
            installation.announce(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
            stop.await();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private static void await(CountDownLatch stopped) {
        try {
            if (!stopped.await(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("mandate: still closing after " + LONGEST_CLOSE.toSeconds() + " s, ending anyway");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
