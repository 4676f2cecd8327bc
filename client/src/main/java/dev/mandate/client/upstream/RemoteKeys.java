package dev.mandate.client.upstream;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateways' public keys, fetched on first use. They are fetched again if a key id is unknown, and once they reach
 * half of their maximum age; at most once per interval and by one thread. Keys older than the maximum age are not used.
 * So a withdrawn key is accepted for at most that age, and fetches may fail for half of it without effect.
 */
final class RemoteKeys implements Function<String, Optional<ECKey>>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    private final KeySetFetch fetch;
    private final Duration maxAge;
    private final Duration interval;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Fetched last = new Fetched(Map.of(), Instant.EPOCH);
    private volatile Instant attempted = Instant.EPOCH;

    private record Fetched(Map<String, ECKey> keys, Instant at) {
        boolean isOlderThan(Duration age, Instant now) {
            return !now.isBefore(at.plus(age));
        }

        @Nullable
        ECKey key(String kid) {
            return keys.get(kid);
        }
    }

    RemoteKeys(KeySetFetch fetch, Duration maxAge, Duration interval, InstantSource clock) {
        this.fetch = fetch;
        this.maxAge = maxAge;
        this.interval = interval;
        this.clock = clock;
    }

    /**
     * @return empty only if a fetch that began after this call shows that no gateway has such a key
     * @throws KeysUnavailableException if that is unknown
     */
    @Override
    public Optional<ECKey> apply(String kid) {
        Instant arrival = clock.instant();
        Fetched known = last;
        if (known.key(kid) == null || known.isOlderThan(maxAge.dividedBy(2), arrival)) {
            known = refreshed(known, arrival);
        }
        ECKey key = known.key(kid);
        if (key != null && !known.isOlderThan(maxAge, arrival)) {
            return Optional.of(key);
        }
        if (known.at().isBefore(arrival)) {
            throw new KeysUnavailableException(interval);
        }
        return Optional.empty();
    }

    private Fetched refreshed(Fetched seen, Instant arrival) {
        fetching.lock();
        try {
            if (last.at().equals(seen.at()) && !arrival.isBefore(attempted.plus(interval))) {
                attempted = clock.instant();
                fetch(attempted);
            }
            return last;
        } finally {
            fetching.unlock();
        }
    }

    @Override
    public void close() {
        fetch.http().shutdownNow();
    }

    private void fetch(Instant began) {
        try {
            last = new Fetched(fetch.keys(), began);
        } catch (IOException failure) {
            LOG.warn("the gateways' keys at `{}` cannot be fetched: {}", fetch.uri(), failure.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
