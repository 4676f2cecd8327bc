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

    private final IdentitySigner signer;
    private final AsyncCache<Key, String> signed;

    public Identities(IdentitySigner signer, Executor workers, long most) {
        this.signer = signer;
        this.signed = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(HALF_LIFE)
                .executor(workers)
                .buildAsync();
    }

    /** The header value that tells this API whose call it is. Completes on the caller's context. */
    public Future<String> sign(View view, Caller caller, Api api, Instant now) {
        VisibleSpaces spaces = visible(Engine.reach(view.tenant(), caller.user(), api.spaceKind(), now));
        boolean asks = spaces instanceof VisibleSpaces.Ask;
        Key key = new Key(caller, api.id(), spaces, asks ? Optional.of(view.position()) : Optional.empty());
        CompletableFuture<String> header = signed.get(
                key,
                (k, workers) -> CompletableFuture.supplyAsync(
                        () -> signer.sign(
                                identity(caller, spaces, view.position()),
                                api.id().value()),
                        workers));
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
