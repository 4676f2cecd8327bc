package dev.mandate.gateway.identity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mandate.engine.Caller;
import dev.mandate.engine.Position;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.reach.Reach;
import dev.mandate.engine.reach.ReachMemo;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.identity.Identity;
import dev.mandate.protocol.identity.IdentitySigner;
import dev.mandate.protocol.identity.VisibleSpaces;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Signed identities, each signed off the event loop and kept for half of its life.
 *
 * <p>INVARIANT: the key of an entry holds all that an upstream decides by. For every call it is checked that the user still
 * reaches the same spaces; they are collected again only after a change, or after the end of a term. So a space that is
 * reached no longer is sent no longer. Where an upstream must ask for the spaces, it remembers them by the revision,
 * which then belongs to the key too; elsewhere the revision only informs.
 */
public final class Identities {
    private static final Duration HALF_LIFE = Duration.ofSeconds(30);

    private record Key(Caller caller, ApiId api, VisibleSpaces spaces, Optional<Position> askedAt) {}

    /** A user and a kind of spaces. */
    private record Asked(TenantId tenant, UserId user, SpaceKind kind) {}

    /** The spaces that a user reaches, as upstreams get them, with how long this holds. */
    private record Reached(ReachMemo memo, VisibleSpaces spaces) {}

    /** A signer with what it signed, so that nothing of a former key is ever served after the change. */
    private record Signing(IdentitySigner signer, AsyncCache<Key, String> signed) {}

    private final Executor workers;
    private final long most;
    private final Cache<Asked, Reached> reached;
    private volatile Signing signing;

    public Identities(IdentitySigner signer, Executor workers, long most) {
        this.workers = workers;
        this.most = most;
        this.reached = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterAccess(HALF_LIFE)
                .executor(workers)
                .build();
        this.signing = signing(signer);
    }

    private Signing signing(IdentitySigner signer) {
        return new Signing(
                signer,
                Caffeine.newBuilder()
                        .maximumSize(most)
                        .expireAfterWrite(HALF_LIFE)
                        .executor(workers)
                        .buildAsync());
    }

    /** Signs with another key from now on. */
    public void signWith(IdentitySigner signer) {
        signing = signing(signer);
    }

    /** Returns the header value that identifies the caller to this API: at once if it is kept, else by a worker. */
    public CompletableFuture<String> sign(View view, Caller caller, Api api, Instant now) {
        VisibleSpaces spaces = visible(view.tenant(), caller, api.spaceKind(), now);
        boolean asks = spaces instanceof VisibleSpaces.Ask;
        Key key = new Key(caller, api.id(), spaces, asks ? Optional.of(view.position()) : Optional.empty());
        Signing current = signing;
        return current.signed()
                .get(
                        key,
                        (k, executor) -> CompletableFuture.supplyAsync(
                                () -> current.signer()
                                        .sign(
                                                identity(caller, spaces, view.position()),
                                                api.id().value()),
                                executor));
    }

    private static Identity identity(Caller caller, VisibleSpaces spaces, Position position) {
        return new Identity(
                caller.tenant().value(), caller.user().value(), caller.app().value(), spaces, position.toString());
    }

    VisibleSpaces visible(Snapshot tenant, Caller caller, SpaceKind kind, Instant now) {
        Asked asked = new Asked(caller.tenant(), caller.user(), kind);
        Reached known = reached.getIfPresent(asked);
        if (known == null || !known.memo().holds(tenant, now)) {
            ReachMemo memo = ReachMemo.of(tenant, caller.user(), kind, now);
            known = new Reached(memo, visible(memo.reach()));
            reached.put(asked, known);
        }
        return known.spaces();
    }

    private static VisibleSpaces visible(Reach reach) {
        return switch (reach) {
            case Reach.All() -> new VisibleSpaces.All();
            case Reach.Some(Set<SpaceId> spaces)
            when spaces.size() > VisibleSpaces.MAX_LISTED -> new VisibleSpaces.Ask();
            case Reach.Some(Set<SpaceId> spaces) ->
                new VisibleSpaces.Listed(
                        spaces.stream().map(SpaceId::value).sorted().toList());
        };
    }
}
