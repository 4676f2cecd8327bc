package dev.mandate.control.token;

import dev.mandate.control.log.follow.LogSettings;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.log.write.Log;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.token.bearer.Actor;
import dev.mandate.control.token.issuer.TokenScopes;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A running control node with this package and a few doors to look through. */
final class Node implements AutoCloseable {
    static final String GATEWAY = "https://api.example.com";
    static final String CONTROL = "https://control.example.com";
    static final String GATEWAY_KEY = "the-key-of-a-gateway-in-these-tests";

    static final String OTHER_GATEWAY_KEY = "the-key-of-another-gateway-in-these-tests";

    private static final String DOORS = "token-doors";

    private final ConfigurableApplicationContext context;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts one on the shared database, with more settings as {@code name=value}. */
    static Node start(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "spring.flyway.enabled=false",
                "spring.threads.virtual.enabled=true",
                "mandate.token.issuer=" + GATEWAY,
                "mandate.token.control=" + CONTROL,
                "mandate.token.master-key-file=" + SharedDatabase.folder().resolve("master.key"),
                "mandate.gateway-keys[0]=" + GATEWAY_KEY,
                "mandate.gateway-keys[1]=" + OTHER_GATEWAY_KEY));
        all.addAll(Arrays.asList(settings));
        return new Node(new SpringApplicationBuilder(Application.class)
                .profiles(DOORS)
                .properties(all.toArray(String[]::new))
                .run());
    }

    /** One for all tests that change nothing but tenants of their own. */
    static Node shared() {
        return Shared.NODE;
    }

    private static final class Shared {
        static final Node NODE = start("mandate.token.longest-wait=200ms");
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    Log log() {
        return context.getBean(Log.class);
    }

    Streams streams() {
        return context.getBean(Streams.class);
    }

    /** Sets the clock that is compared with the database's, by that much off the right time. */
    void setClock(Duration wrong) {
        context.getBean(Clock.class).wrong = wrong;
    }

    ControlDatabase database() {
        return context.getBean(ControlDatabase.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /** A node's own, as its operator may have set it. */
    static final class Clock {
        private volatile Duration wrong = Duration.ZERO;
    }

    /** Without a stereotype, so that no test that scans the control plane takes it in. */
    @EnableAutoConfiguration
    @Import({TokenConfiguration.class, Doors.class})
    static class Application {
        @Bean
        ControlDatabase database() {
            return ControlDatabase.open(SharedDatabase.settings());
        }

        @Bean
        DataSource dataSource(ControlDatabase database) {
            return database.dataSource();
        }

        @Bean
        Clock clock() {
            return new Clock();
        }

        @Bean
        Streams streams(ControlDatabase database, Clock clock) {
            return dev.mandate.control.log.LogNode.follow(
                    database, () -> Instant.now().plus(clock.wrong));
        }

        @Bean
        Log log(ControlDatabase database, Streams streams) {
            return dev.mandate.control.log.LogNode.begun(
                    new Log(database, streams, LogSettings.DEFAULTS, InstantSource.system()));
        }

        /** Somebody else's sign-in, which takes anybody in: the chains of this package must never ask it. */
        @Bean
        AuthenticationManager gullible() {
            return sent -> new TestingAuthenticationToken("anybody", "", "SCOPE_admin", "GATEWAY");
        }
    }

    @RestController
    @Profile(DOORS)
    static final class Doors {
        @GetMapping({"/api/v1/me", "/user-services/me"})
        Map<String, Object> me(Actor actor) {
            return Map.of(
                    "tenant", actor.tenant().value(),
                    "user", actor.user().value(),
                    "app", actor.app().value(),
                    "scopes", TokenScopes.names(actor.scopes()),
                    "operator", actor.operator());
        }

        @GetMapping("/internal/me")
        String gateway(Principal gateway) {
            return gateway.getName();
        }

        @GetMapping({"/api/v1/openapi.json", "/problems/undecided", "/elsewhere", "/oauth2/introspect"})
        Map<String, Object> anything() {
            return Map.of("served", true);
        }
    }
}
