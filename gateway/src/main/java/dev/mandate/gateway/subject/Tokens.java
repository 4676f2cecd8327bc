package dev.mandate.gateway.subject;

import dev.mandate.engine.state.Catalogue;
import dev.mandate.protocol.token.AccessTokenReader;
import dev.mandate.protocol.token.InvalidTokenException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verified tokens, each verified once, off the event loop, and kept by the hash of the whole token.
 *
 * <p>Only what stays true of a token is kept, and only of good ones. Its times and whether its key is still trusted are checked
 * at every use, outside the cache; whether its bearer is active is the engine's question. So a change never
 * needs to invalidate an entry.
 */
public final class Tokens {
    private final AccessTokenReader reader;
    private final RepeatedValues repeated = new RepeatedValues();
    private final Supplier<Catalogue> catalogue;
    private final Executor workers;
    private final RecentTokens verified;
    private final int waiting;
    private final ConcurrentHashMap<TokenDigest, CompletableFuture<VerifiedToken>> loading = new ConcurrentHashMap<>();
    /** How often all tokens were dropped. */
    private final AtomicLong edition = new AtomicLong();

    private final LongAdder misses = new LongAdder();
    private final LongAdder uses = new LongAdder();

    /**
     * How many tokens there may be.
     *
     * @param kept verified ones: those used last, and at most as many again
     * @param waiting different new ones that wait to be verified at once, each for some 100 µs of a core
     */
    public record Bounds(long kept, int waiting) {}

    /**
     * @param issuer the only accepted {@code iss}
     * @param catalogue the platform's, as known at each use
     */
    public Tokens(String issuer, Supplier<Catalogue> catalogue, Executor workers, Bounds bounds) {
        this.reader = new AccessTokenReader(issuer);
        this.catalogue = catalogue;
        this.workers = workers;
        this.verified = new RecentTokens(bounds.kept());
        this.waiting = bounds.waiting();
    }

    /**
     * Returns the token of an {@code Authorization} header if it is kept; null if it must be verified, or is no token.
     *
     * @param last of the connection, which remembers it
     * @throws InvalidTokenException if it is kept, but not valid any more
     */
    public @Nullable VerifiedToken kept(String header, LastCredential last, Instant now) {
        long current = edition.get();
        VerifiedToken known = last.find(header, current);
        int start = known == null ? PresentedCredential.tokenStart(header) : -1;
        if (start >= 0) {
            known = verified.find(TokenDigest.of(header, start));
            if (known != null) {
                last.keep(header, known, current);
            }
        }
        if (known != null) {
            uses.increment();
            known.check(now, catalogue.get());
        }
        return known;
    }

    /**
     * Returns the token if it is valid now, for whichever API; else fails with {@link InvalidTokenException}, or with
     * {@link BusyVerifyingException} if too many new ones wait. Complete on return if the token is kept, else completes on a
     * worker.
     */
    public CompletableFuture<VerifiedToken> verify(String token, Instant now) {
        uses.increment();
        TokenDigest digest = TokenDigest.of(token);
        VerifiedToken known = verified.find(digest);
        if (known != null) {
            return current(known, now);
        }
        // a few threads may pass the bound at once, which the bound can bear
        if (loading.mappingCount() >= waiting && !loading.containsKey(digest)) {
            return CompletableFuture.failedFuture(new BusyVerifyingException());
        }
        // one verification however many calls bring the same new token at once
        return loading.computeIfAbsent(digest, d -> CompletableFuture.supplyAsync(() -> load(digest, token), workers))
                .thenCompose(good -> current(good, now));
    }

    // INVARIANT: the key is the hash of the whole token, and only a good one is kept.
    private VerifiedToken load(TokenDigest digest, String token) {
        misses.increment();
        try {
            VerifiedToken good = repeated.share(reader.read(token, catalogue.get()));
            verified.put(digest, good);
            return good;
        } finally {
            loading.remove(digest);
        }
    }

    private CompletableFuture<VerifiedToken> current(VerifiedToken token, Instant now) {
        try {
            token.check(now, catalogue.get());
            return CompletableFuture.completedFuture(token);
        } catch (InvalidTokenException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** Forgets every token: the log that they were issued from took another course. */
    public void dropAll() {
        // INVARIANT: the edition first, so that no connection keeps a token that was found before
        edition.incrementAndGet();
        verified.dropAll();
    }

    /** Tokens kept now. */
    public long size() {
        return verified.size();
    }

    /** Tokens that had to be verified. */
    public long misses() {
        return misses.sum();
    }

    /** Tokens that were asked for. */
    public long uses() {
        return uses.sum();
    }
}
