package dev.mandate.control.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * One limit: a token bucket for each key, which holds ten seconds of its rate. Thread-safe.
 *
 * <p>A bucket that nobody asked for ten seconds is full, so it is forgotten without a loss. If there are more keys than are
 * remembered, those used least begin anew.
 */
public final class Budgets {
    private static final int SECONDS = 10;

    private final int rate;
    private final LoadingCache<String, Bucket> buckets;
    private final LongAdder refused = new LongAdder();

    /** @param rate a second; 0 for no limit */
    Budgets(int rate, int remembered) {
        this(rate, remembered, TimeMeter.SYSTEM_MILLISECONDS);
    }

    Budgets(int rate, int remembered, TimeMeter clock) {
        this.rate = rate;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfterAccess(Duration.ofSeconds(SECONDS))
                .ticker(clock::currentTimeNanos)
                .build(key -> full(rate, clock));
    }

    private static Bucket full(int rate, TimeMeter clock) {
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity((long) rate * SECONDS)
                .refillGreedy(rate, Duration.ofSeconds(1))
                .build();
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(bandwidth)
                .build();
    }

    /** Spends one of a key's budget; returns how long to wait if it has none. */
    public Optional<Duration> spend(String key) {
        if (rate == 0) {
            return Optional.empty();
        }
        var probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : refused(probe.getNanosToWaitForRefill());
    }

    /** Returns how long to wait if a key's budget is spent, and spends nothing. */
    public Optional<Duration> exhausted(String key) {
        Bucket bucket = rate == 0 ? null : buckets.getIfPresent(key);
        if (bucket == null) {
            return Optional.empty();
        }
        var probe = bucket.estimateAbilityToConsume(1);
        return probe.canBeConsumed() ? Optional.empty() : refused(probe.getNanosToWaitForRefill());
    }

    private Optional<Duration> refused(long nanos) {
        refused.increment();
        return Optional.of(Duration.ofNanos(nanos));
    }

    LongAdder refused() {
        return refused;
    }
}
