package dev.mandate.control.token.chain;

import jakarta.servlet.DispatcherType;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;

/** Settings that all chains for programs share: each request carries its credential, so there is no session and no forgery protection. */
public final class Stateless {
    private Stateless() {}

    public static HttpSecurity of(HttpSecurity http) {
        // INVARIANT: nobody whom this chain does not know is looked for elsewhere, such as among people who sign in
        http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(null);
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // the request was decided before it was dispatched again, to stream its answer or to say what failed
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll());
    }
}
