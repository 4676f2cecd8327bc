package dev.mandate.control.limit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Limits the bytes of request bodies, or of answers, that are in memory at once, of all callers together and of each caller. One body
 * always fits, so that a limit below the largest body refuses no caller for ever. Thread-safe.
 */
public final class HeldBytes implements MeterBinder {
    private final long most;
    private final long mostOfCaller;
    private final Map<String, Long> ofCallers = new HashMap<>();
    private final LongAdder refused = new LongAdder();
    private final LongAdder refusedOfCallers = new LongAdder();
    private long held;

    /** The outcome of adding bytes. */
    public enum Added {
        HELD,
        /** Bodies of all callers together have as many bytes as they may. */
        FULL,
        /** The caller's bodies have as many bytes as they may. */
        CALLER_FULL
    }

    public HeldBytes(long most, long mostOfCaller) {
        this.most = most;
        this.mostOfCaller = mostOfCaller;
    }

    /** Returns the share of a new body. */
    public Share of(String caller) {
        return new Share(caller);
    }

    /** Returns the bytes that all bodies hold. */
    public synchronized long held() {
        return held;
    }

    /** Returns the live counter of refusals for the bytes of all callers. */
    public LongAdder refused() {
        return refused;
    }

    /** Returns the live counter of refusals for the bytes of one caller. */
    public LongAdder refusedOfCallers() {
        return refusedOfCallers;
    }

    private synchronized Added raise(Share share, long bytes) {
        return bytes > share.bytes ? add(share, bytes - share.bytes) : Added.HELD;
    }

    private synchronized Added add(Share share, long bytes) {
        long ofCaller = ofCallers.getOrDefault(share.caller, 0L);
        if (ofCaller + bytes > mostOfCaller && ofCaller > share.bytes) {
            refusedOfCallers.increment();
            return Added.CALLER_FULL;
        }
        if (held + bytes > most && held > share.bytes) {
            refused.increment();
            return Added.FULL;
        }
        held += bytes;
        share.bytes += bytes;
        ofCallers.put(share.caller, ofCaller + bytes);
        return Added.HELD;
    }

    private synchronized void release(Share share) {
        held -= share.bytes;
        ofCallers.computeIfPresent(
                share.caller, (caller, bytes) -> bytes == share.bytes ? null : Long.valueOf(bytes - share.bytes));
        share.bytes = 0;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("mandate.bodies.held", this, HeldBytes::held)
                .baseUnit("bytes")
                .description("bytes of request bodies in memory")
                .register(registry);
        Limits.count(registry, "held", refused);
        Limits.count(registry, "held_per_caller", refusedOfCallers);
    }

    /** The bytes of one body, until it is closed. */
    public final class Share implements AutoCloseable {
        private final String caller;
        private long bytes;

        private Share(String caller) {
            this.caller = caller;
        }

        /** Adds bytes that arrived; they count only if they are held. */
        public Added add(int more) {
            return HeldBytes.this.add(this, more);
        }

        /** Adds what is missing to so many bytes; they count only if they are held. */
        public Added raise(long bytes) {
            return HeldBytes.this.raise(this, bytes);
        }

        @Override
        public void close() {
            release(this);
        }
    }
}
