package dev.mandate.protocol.feed;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a replica reaches its control node.
 *
 * @param control base URL of the control node
 * @param gatewayKey the gateway's key, sent as a Bearer token
 * @param store the folder for the last snapshots; null for none
 * @param storeEvery the interval at which changed streams are written there
 * @param silence how long the node may send nothing before the connection is closed; the node sends a heartbeat every
 *     second
 * @param backoff the longest pause between two attempts to connect
 * @param onFork runs after a fork; the listener discards whatever it derived from the old history
 */
public record ReplicaSettings(
        URI control,
        String gatewayKey,
        @Nullable Path store,
        Duration storeEvery,
        Duration silence,
        Duration backoff,
        Runnable onFork) {
    public ReplicaSettings {
        Objects.requireNonNull(control);
        Objects.requireNonNull(gatewayKey);
        Objects.requireNonNull(onFork);
        positive("store-every", storeEvery);
        positive("silence", silence);
        positive("backoff", backoff);
    }

    /** Returns settings with 5 seconds for each duration, without a store and without a listener. */
    public static ReplicaSettings of(URI control, String gatewayKey) {
        return new ReplicaSettings(
                control,
                gatewayKey,
                null,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                () -> {});
    }

    /** Returns the settings with a folder for the last snapshots. */
    public ReplicaSettings storingIn(Path folder) {
        return new ReplicaSettings(control, gatewayKey, folder, storeEvery, silence, backoff, onFork);
    }

    /** Returns the settings with a listener that runs after a fork. */
    public ReplicaSettings onFork(Runnable listener) {
        return new ReplicaSettings(control, gatewayKey, store, storeEvery, silence, backoff, listener);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("`" + name + "` must be longer than zero, not `" + value + "`");
        }
    }

    /** Omits the key. */
    @Override
    public String toString() {
        return "replica of " + control;
    }
}
