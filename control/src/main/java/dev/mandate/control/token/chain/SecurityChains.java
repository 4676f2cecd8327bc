package dev.mandate.control.token.chain;

import dev.mandate.control.limit.Limits;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.token.bearer.AccessTokens;
import dev.mandate.control.token.bearer.ActorArgument;
import dev.mandate.control.token.bearer.BearerAdmission;
import dev.mandate.control.token.bearer.BearerHeader;
import dev.mandate.control.token.bearer.BearerProblems;
import dev.mandate.control.token.bearer.FailureLimit;
import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.control.token.gateway.GatewayAuthentication;
import dev.mandate.control.token.gateway.GatewayCaller;
import dev.mandate.control.token.gateway.GatewayKeys;
import dev.mandate.control.token.gateway.HopFilter;
import dev.mandate.control.token.issuer.TokenSettings;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.gateway.ControlPath;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import dev.mandate.protocol.problem.ProblemTypes;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The security chains of the control plane: public paths, paths for gateways, paths for bearers of tokens; all others are denied. */
@Configuration(proxyBeanMethods = false)
public class SecurityChains {
    private final ProblemAnswer answers;
    private final BearerProblems problems;

    SecurityChains(ProblemAnswer answers, Limits limits) {
        this.answers = answers;
        this.problems = new BearerProblems(answers, new FailureLimit(limits, answers));
    }

    @Bean
    @Order(ChainOrder.PUBLIC)
    SecurityFilterChain publicChain(HttpSecurity http) {
        return Stateless.of(http)
                .securityMatcher(
                        ControlPath.METADATA,
                        ControlPath.TOKEN_KEYS,
                        ControlPath.IDENTITY_KEYS,
                        "/api/v1/openapi.json",
                        "/api/v1/docs",
                        "/problems",
                        "/problems/**",
                        ProblemTypes.PATH + "*")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(ChainOrder.INTERNAL)
    SecurityFilterChain internalChain(HttpSecurity http, GatewayKeys gateways) {
        // no bean: Spring would ask it for every other chain too
        GatewayAuthentication keys = new GatewayAuthentication(gateways);
        return bearers(http.securityMatcher("/internal/**"), request -> keys);
    }

    @Bean
    @Order(ChainOrder.USER_SERVICES)
    SecurityFilterChain userServicesChain(HttpSecurity http, Streams streams, TokenSettings settings) {
        Set<String> audiences =
                Set.of(settings.issuer().toString(), settings.control().toString());
        return bearers(http.securityMatcher(ControlPath.USER_SERVICES + "**"), admission(streams, settings, audiences));
    }

    @Bean
    @Order(ChainOrder.MANAGEMENT)
    SecurityFilterChain managementChain(HttpSecurity http, Streams streams, TokenSettings settings) {
        Set<String> audiences = Set.of(settings.control().toString());
        return bearers(http.securityMatcher("/api/v1/**"), admission(streams, settings, audiences));
    }

    /** INVARIANT: a path that no chain is for is not served, whatever controller there may be. */
    @Bean
    @Order(ChainOrder.ALL_ELSE)
    SecurityFilterChain nothingElse(HttpSecurity http) {
        Problem unknown = Problem.of(ProblemCode.NOT_FOUND, "there is nothing at this path");
        return Stateless.of(http)
                .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, cause) -> answers.write(response, unknown))
                        .accessDeniedHandler((request, response, cause) -> answers.write(response, unknown)))
                .build();
    }

    private SecurityFilterChain bearers(HttpSecurity http, AuthenticationManagerResolver<HttpServletRequest> who) {
        return Stateless.of(http)
                .oauth2ResourceServer(server -> server.bearerTokenResolver(new BearerHeader())
                        .authenticationManagerResolver(who)
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    private static BearerAdmission admission(Streams streams, TokenSettings settings, Set<String> audiences) {
        AccessTokens tokens = new AccessTokens(
                () -> streams.view(TenantId.PLATFORM).platform().catalogue(),
                settings.issuer(),
                audiences,
                InstantSource.system());
        return new BearerAdmission(tokens, streams, settings.waitBounds(), InstantSource.system());
    }

    @Bean
    GatewayCaller gatewayCaller(GatewayKeys gateways) {
        return new GatewayCaller(gateways);
    }

    @Bean
    HopFilter hopFilter(GatewayKeys gateways) {
        return new HopFilter(gateways);
    }

    @Bean
    WebMvcConfigurer actorArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ActorArgument());
            }
        };
    }
}
