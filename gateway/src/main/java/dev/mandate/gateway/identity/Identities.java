package dev.mandate.gateway.identity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mandate.engine.Caller;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Position;
import dev.mandate.engine.Reach;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.protocol.identity.Identity;
import dev.mandate.protocol.identity.IdentitySigner;
import dev.mandate.protocol.identity.VisibleSpaces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Signed identities, each signed off the event loop and kept for half of its life.
 *
 * <p>INVARIANT: the key of an entry holds all that an upstream decides by. The spaces are worked out for every call, so one
 * that is reached no longer is told no longer. Where an upstream must ask for the spaces, it remembers them by the revision,
 * which then belongs to the key too; elsewhere the revision only informs.
 */
public final class Identities {
    private static final Duration HALF_LIFE = Duration.ofSeconds(30);

    private record Key(Caller caller, ApiId api, VisibleSpaces spaces, Optional<Position> askedAt) {}

    /** A signer with what it signed, so that nothing of a former key is ever served after the change. */
    private record Signing(IdentitySigner signer, AsyncCache<Key, String> signed) {}

    private final Executor workers;
    private final long most;
    private volatile Signing signing;

    public Identities(IdentitySigner signer, Executor workers, long most) {
        this.workers = workers;
        this.most = most;
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

    /** The header value that tells this API whose call it is. Completes on the caller's context. */
    public Future<String> sign(View view, Caller caller, Api api, Instant now) {
        VisibleSpaces spaces = visible(Engine.reach(view.tenant(), caller.user(), api.spaceKind(), now));
        boolean asks = spaces instanceof VisibleSpaces.Ask;
        Key key = new Key(caller, api.id(), spaces, asks ? Optional.of(view.position()) : Optional.empty());
        Signing current = signing;
        CompletableFuture<String> header = current.signed()
                .get(
                        key,
                        (k, executor) -> CompletableFuture.supplyAsync(
                                () -> current.signer()
                                        .sign(
                                                identity(caller, spaces, view.position()),
                                                api.id().value()),
                                executor));
        return header.isDone() && !header.isCompletedExceptionally()
                ? Future.succeededFuture(header.join())
                : Future.fromCompletionStage(header, Vertx.currentContext());
    }

    private static Identity identity(Caller caller, VisibleSpaces spaces, Position position) {
        return new Identity(
                caller.tenant().value(), caller.user().value(), caller.app().value(), spaces, position.toString());
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
