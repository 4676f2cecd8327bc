package dev.mandate.bench.peers;

import dev.mandate.bench.engine.ApiAction;
import dev.mandate.bench.engine.Offer;
import dev.mandate.bench.engine.Question;
import dev.mandate.bench.engine.MeasuredEngine;
import dev.mandate.bench.engine.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Spring Security as {@code authorizeHttpRequests} sets it up: a list of 200 matchers, first match wins, each asking for one
 * authority. An authority is an action; what a user holds is worked out before and lies in the authentication. The path is
 * parsed once a request, as its filter chain does.
 */
public final class SpringSecuritySubject implements MeasuredEngine {
    private static final List<GrantedAuthority> AUTHORITIES = Offer.ACTIONS.stream()
            .<GrantedAuthority>map(action -> new SimpleGrantedAuthority(action.key()))
            .toList();

    private final RequestMatcherDelegatingAuthorizationManager manager = manager();
    private Authentication[] users = {};

    @Override
    public String name() {
        return "spring-security";
    }

    private static RequestMatcherDelegatingAuthorizationManager manager() {
        var builder = RequestMatcherDelegatingAuthorizationManager.builder();
        for (ApiAction action : Offer.ACTIONS) {
            HttpMethod method = HttpMethod.valueOf(action.method());
            builder.add(PathPatternRequestMatcher.pathPattern(method, action.template()), rule(action));
        }
        return builder.build();
    }

    private static AuthorizationManager<RequestAuthorizationContext> rule(ApiAction action) {
        AuthorizationManager<RequestAuthorizationContext> held =
                AuthorityAuthorizationManager.hasAuthority(action.key());
        AuthorizationManager<RequestAuthorizationContext> bound = (user, context) -> new AuthorizationDecision(
                Objects.equals(user.get().getDetails(), context.getVariables().get("channelId")));
        return action.switched() ? held : AuthorizationManagers.allOf(held, bound);
    }

    @Override
    public void load(Workload facts) {
        users = IntStream.range(0, facts.users())
                .mapToObj(user -> user(facts, user))
                .toArray(Authentication[]::new);
    }

    private static Authentication user(Workload facts, int user) {
        List<GrantedAuthority> authorities = new ArrayList<>();
        facts.switchedOn(facts.tenant(user), Integer.parseInt(facts.role(user).substring(1)))
                .forEach(action -> authorities.add(AUTHORITIES.get(action.index())));
        facts.rights(user)
                .forEach(right -> Offer.ACTIONS.stream()
                        .filter(right::grants)
                        .forEach(action -> authorities.add(AUTHORITIES.get(action.index()))));
        var token = UsernamePasswordAuthenticationToken.authenticated(Workload.userName(user), "", authorities);
        token.setDetails(facts.channel(user));
        return token;
    }

    @Override
    public Ask prepare(Question question) {
        Authentication user = users[question.user()];
        MockHttpServletRequest request =
                new MockHttpServletRequest(question.action().method(), question.path());
        return () -> {
            ServletRequestPathUtils.parseAndCache(request);
            AuthorizationResult result = manager.authorize(() -> user, request);
            return result != null && result.isGranted();
        };
    }
}
