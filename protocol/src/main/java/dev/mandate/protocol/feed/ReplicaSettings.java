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
 * @param gatewayKey what it authenticates with, as a Bearer token
 * @param store the folder that the last snapshots are kept in; null for none
 * @param storeEvery how often what changed is written there
 * @param silence how long the node may send nothing before the connection is given up; heartbeats come each second
 * @param backoff the longest wait between two attempts to connect
 * @param onFork run after a stream took another course than the one known, when what was derived from it must go
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

    /** The usual times, nothing kept on disk, nobody told of forks. */
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

    public ReplicaSettings storingIn(Path folder) {
        return new ReplicaSettings(control, gatewayKey, folder, storeEvery, silence, backoff, onFork);
    }

    public ReplicaSettings onFork(Runnable listener) {
        return new ReplicaSettings(control, gatewayKey, store, storeEvery, silence, backoff, listener);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("`" + name + "` must be longer than zero, not `" + value + "`");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "replica of " + control;
    }
}
