package dev.mandate.control.token.bearer;

import dev.mandate.control.log.follow.Streams;
import dev.mandate.engine.Admission;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Freshness;
import dev.mandate.engine.Position;
import dev.mandate.engine.Reason;
import dev.mandate.engine.View;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.App;
import dev.mandate.protocol.token.AccessToken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Steps 1 to 3 of the decision for management calls, on the control plane's own folds: a disabled user or a withdrawn
 * secret is 401 with the next request. Thread-safe.
 */
public final class BearerAdmission implements AuthenticationManagerResolver<HttpServletRequest> {
    private final AccessTokens tokens;
    private final Streams streams;
    private final WaitingLine line;
    private final Duration bound;
    private final InstantSource clock;

    public BearerAdmission(AccessTokens tokens, Streams streams, WaitBounds bounds, InstantSource clock) {
        this.tokens = tokens;
        this.streams = streams;
        this.line = new WaitingLine(streams, bounds);
        this.bound = bounds.bound();
        this.clock = clock;
    }

    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        return sent -> admit(((BearerTokenAuthenticationToken) sent).getToken(), AtLeast.of(request));
    }

    /**
     * Says who sent the token.
     *
     * @param demanded what the request demands ({@code Mandate-At-Least})
     * @throws InvalidBearerTokenException if the token is none, or its bearer does not stand
     * @throws Undecided if not enough is known in time
     */
    ActorAuthentication admit(String token, Position demanded) {
        long arrival = System.nanoTime();
        if (!streams.clockIsRight()) {
            // the state's age cannot be measured by a clock that differs from the database's
            throw new Undecided(Reason.STATE_STALE);
        }
        AccessToken verified =
                tokens.read(token).orElseThrow(() -> new InvalidBearerTokenException("not an access token of ours"));
        Bearer bearer = verified.bearer();
        Caller caller = bearer.caller();
        if (!tokens.isForHere(verified)) {
            throw new Misdirected(caller, tokens.otherDoor(verified));
        }
        // an operator was answered it of a tenant, whose count is not the one of the operator's own stream
        Position atLeast = demanded.shownOf(caller.tenant());
        Position needed = new Position(Math.max(bearer.revision(), atLeast.tenant()), atLeast.platform());
        if (!line.reaches(caller.tenant(), caller.app(), needed) && !known(caller.tenant())) {
            throw new Undecided(Reason.STATE_BEHIND);
        }
        // INVARIANT: asked before the view is taken, as the view must be of that read or of a later one
        boolean readSince = streams.age().toNanos() < System.nanoTime() - arrival;
        View view = streams.view(caller.tenant());
        Admission admission = Engine.admit(view, bearer, freshness(view, atLeast, readSince), clock.instant());
        return switch (admission) {
            case Admission.Admitted admitted -> authentication(view, verified);
            case Decision.Unauthenticated(var reason) -> throw new NotStanding(caller, reason);
            case Decision.Undecided(var reason) -> throw new Undecided(reason);
        };
    }

    private boolean known(TenantId tenant) {
        try {
            return streams.exists(tenant) && streams.folded(tenant).revision() > 0;
        } catch (DataAccessException e) {
            return false;
        }
    }

    private Freshness freshness(View view, Position atLeast, boolean readSince) {
        TenantId tenant = view.tenant().stream();
        OptionalLong head = readSince ? OptionalLong.of(view.tenant().revision()) : OptionalLong.empty();
        return new Freshness(streams.age(TenantId.PLATFORM), streams.age(tenant), bound, atLeast, head);
    }

    private static ActorAuthentication authentication(View view, AccessToken verified) {
        Caller caller = verified.bearer().caller();
        Set<ManagementScope> had = view.tenant()
                .tenancy()
                .apps()
                .get(caller.app())
                .map(App::scopes)
                .orElse(Set.of());
        Set<ManagementScope> scopes = Arrays.stream(ManagementScope.values())
                .filter(had::contains)
                .filter(s -> verified.scopes().contains(s.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
        Actor actor = new Actor(caller.tenant(), caller.user(), caller.app(), scopes);
        return new ActorAuthentication(actor, verified.bearer());
    }
}
