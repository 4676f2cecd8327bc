package dev.mandate.control.feed;

import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.log.write.Log;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.token.gateway.GatewayKeys;
import dev.mandate.control.token.gateway.SetGateways;
import dev.mandate.control.token.gateway.TokenIssuer;
import dev.mandate.protocol.form.Digest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** A control node as it runs, with only the packages that the feed needs, and a guard that knows two keys. */
final class ControlNode implements AutoCloseable {
    static final String KEY = "the-gateway-key";
    static final String ISSUER = "https://api.example.com";
    static final String OTHER_KEY = "another-gateways-key";

    /** Not annotated as a configuration, so that no scan of another test finds it. */
    @EnableAutoConfiguration
    @ComponentScan({"dev.mandate.control.postgres", "dev.mandate.control.log", "dev.mandate.control.feed"})
    static class Application {
        @Bean
        GatewayKeys gateways(ControlDatabase database, Streams streams) {
            List<String> digests = Stream.of(KEY, OTHER_KEY)
                    .map(key -> "sha256:" + Digest.of(key.getBytes(StandardCharsets.UTF_8)))
                    .toList();
            return new GatewayKeys(new SetGateways(digests), JdbcClient.create(database.dataSource()), streams);
        }

        @Bean
        TokenIssuer issuer() {
            return new TokenIssuer(URI.create(ISSUER));
        }

        @Bean
        SecurityFilterChain guard(HttpSecurity http, GatewayKeys gateways) {
            return http.csrf(AbstractHttpConfigurer::disable)
                    .addFilterBefore(new Guard(gateways), AnonymousAuthenticationFilter.class)
                    .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .build();
        }
    }

    private static final class Guard extends OncePerRequestFilter {
        private final GatewayKeys gateways;

        Guard(GatewayKeys gateways) {
            this.gateways = gateways;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String shown = String.valueOf(request.getHeader("Authorization"));
            String gateway = gateways.holder(shown.replaceFirst("Bearer ", "")).orElse(null);
            if (gateway == null) {
                response.setStatus(401);
                return;
            }
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public Principal getUserPrincipal() {
                            return () -> gateway;
                        }
                    },
                    response);
        }
    }

    private final ServletWebServerApplicationContext context;
    final Streams streams;
    final Log log;

    private ControlNode(ServletWebServerApplicationContext context) {
        this.context = context;
        this.streams = context.getBean(Streams.class);
        this.log = context.getBean(Log.class);
    }

    static ControlNode on(DatabaseSettings database, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "server.address=127.0.0.1",
                "server.port=0",
                "spring.threads.virtual.enabled=true",
                "spring.main.banner-mode=off",
                "mandate.database.url=" + database.url(),
                "mandate.database.username=" + database.username(),
                "mandate.database.password=" + database.password(),
                "mandate.database.connections=6"));
        all.addAll(List.of(settings));
        return new ControlNode((ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
                .properties(all.toArray(new String[0]))
                .run());
    }

    int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
