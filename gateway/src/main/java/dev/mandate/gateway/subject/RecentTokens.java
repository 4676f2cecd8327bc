package dev.mandate.gateway.subject;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The verified tokens that were used last, by digest: so many for sure, and never more than twice as many. They are in two
 * maps: a token that is used moves to the newer one, and when that is full, the older one is dropped whole. So most reads
 * write nothing, not even the order of use. Safe to share between threads.
 */
final class RecentTokens {
    private record Generations(
            ConcurrentHashMap<TokenDigest, VerifiedToken> newer, ConcurrentHashMap<TokenDigest, VerifiedToken> older) {
        static Generations empty() {
            return new Generations(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }

        Generations next() {
            return new Generations(new ConcurrentHashMap<>(newer.size()), newer);
        }
    }

    private final long most;
    private final AtomicReference<Generations> generations = new AtomicReference<>(Generations.empty());

    RecentTokens(long most) {
        this.most = most;
    }

    @Nullable
    VerifiedToken find(TokenDigest digest) {
        Generations current = generations.get();
        VerifiedToken newer = current.newer().get(digest);
        return newer == null ? moved(current, digest) : newer;
    }

    private @Nullable VerifiedToken moved(Generations current, TokenDigest digest) {
        VerifiedToken older = current.older().get(digest);
        if (older != null) {
            // INVARIANT: into the maps that it was found in, so that nothing outlives a drop of all
            put(current, digest, older);
            current.older().remove(digest);
        }
        return older;
    }

    void put(TokenDigest digest, VerifiedToken token) {
        put(generations.get(), digest, token);
    }

    private void put(Generations current, TokenDigest digest, VerifiedToken token) {
        current.newer().put(digest, token);
        if (current.newer().mappingCount() >= most) {
            generations.compareAndSet(current, current.next());
        }
    }

    void dropAll() {
        generations.set(Generations.empty());
    }

    long size() {
        Generations current = generations.get();
        return current.newer().mappingCount() + current.older().mappingCount();
    }
}
