package dev.mandate.engine.scenario;

import dev.mandate.engine.Admission;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.ComparedDecision;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Freshness;
import dev.mandate.engine.Position;
import dev.mandate.engine.Reason;
import dev.mandate.engine.Request;
import dev.mandate.engine.View;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.MalformedRequest;
import dev.mandate.engine.uri.Query;
import dev.mandate.engine.user.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One question of a scenario and its expected answer.
 *
 * @param call {@code METHOD path?query} as received
 * @param as the caller; its app is {@code <as>-app}, its credential {@code <as>-secret}
 * @param expect {@code allow}, or status and reason
 * @param missing by {@code ENTITY operation}, the roles that grant it, any one of which is enough
 * @param lacking the actions not held, of those that share the request
 * @param methods the methods of the {@code Allow} header
 */
record Ask(
        String call,
        String as,
        Optional<Token> token,
        Optional<State> state,
        Optional<Instant> at,
        String expect,
        Optional<String> action,
        Optional<String> space,
        Optional<Map<String, Set<String>>> missing,
        Optional<Set<String>> lacking,
        Optional<Set<String>> methods) {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    /**
     * When a token was issued: {@code NOW} after all changes; by default at the {@code token issued} mark among the
     * changes, if there is one.
     */
    enum Issue {
        NOW
    }

    /** How the token differs from one that the caller's app has just obtained. */
    record Token(
            Optional<Issue> issued,
            Optional<Long> rev,
            Optional<String> jti,
            Optional<TenantId> tenant,
            Optional<UserId> user,
            Optional<AppId> app,
            Optional<CredentialId> credential,
            Optional<GrantType> grant) {
        static final Token USUAL = ScenarioForm.read(Token.class, Map.of());
    }

    /** How the state's freshness differs from a complete state of age 0. */
    record State(
            Optional<Duration> platformAge,
            Optional<Duration> tenantAge,
            Optional<Duration> bound,
            Optional<String> atLeast,
            Optional<Long> confirmedHead) {
        static final State FRESH = ScenarioForm.read(State.class, Map.of());
    }

    Instant now() {
        return at.orElse(NOW);
    }

    TenantId tenant(ScenarioWorld world) {
        return token.flatMap(Token::tenant).orElse(world.tenant());
    }

    Bearer bearer(ScenarioWorld world) {
        Token t = token.orElse(Token.USUAL);
        Caller caller = new Caller(
                tenant(world), t.user().orElse(new UserId(as)), t.app().orElse(new AppId(as + "-app")));
        return new Bearer(
                caller,
                t.credential().orElse(new CredentialId(as + "-secret")),
                t.rev().orElse(t.issued().isPresent() ? world.head(tenant(world)) : world.issued(tenant(world))),
                t.jti().orElse("token-of-" + as),
                t.grant().orElse(GrantType.CLIENT_CREDENTIALS));
    }

    Freshness freshness() {
        State s = state.orElse(State.FRESH);
        return new Freshness(
                s.platformAge().orElse(Duration.ZERO),
                s.tenantAge().orElse(Duration.ZERO),
                s.bound().orElse(Duration.ofMinutes(5)),
                s.atLeast().map(Position::parse).orElse(Position.ANY),
                s.confirmedHead().map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    /** Parses the call. */
    Request request() {
        List<String> words = List.of(call.split(" ", 2));
        String target = words.get(1);
        int query = target.indexOf('?');
        return new Request(
                words.getFirst(),
                CanonicalPath.parse(query < 0 ? target : target.substring(0, query)),
                query < 0 ? Query.NONE : new Query(target.substring(query + 1)));
    }

    /** Asks the engine as the gateway does: parse the request, admit, then decide. */
    ComparedDecision verdict(ScenarioWorld world) {
        try {
            Request request = request();
            View view = world.view(tenant(world));
            return switch (Engine.admit(view, bearer(world), freshness(), now())) {
                case Admission.Admitted(Caller caller, Subject subject) ->
                    ComparedDecision.of(Engine.decide(view, subject, request, now()));
                case Decision.Unauthenticated refusal -> ComparedDecision.of(refusal);
                case Decision.Undecided refusal -> ComparedDecision.of(refusal);
            };
        } catch (MalformedRequest e) {
            return ComparedDecision.refused(Reason.MALFORMED_REQUEST);
        }
    }

    String title() {
        return call + (as.isEmpty() ? "" : " as " + as) + ": " + expect;
    }
}
