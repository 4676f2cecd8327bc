package dev.mandate.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mandate.gateway.identity.IdentityKey;
import dev.mandate.gateway.setting.GatewaySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Exercises the whole path on a loopback port of its own, with a world of its own, before real calls come: the first
 * seconds of a JVM cost several times what later ones do. Nothing of it is counted, recorded or reachable from outside, and
 * its key is trusted nowhere else.
 */
final class WarmUp {
    private static final String HOST = "127.0.0.1";
    private static final int AT_ONCE = 32;
    private static final int TOKENS = 64;

    private final GatewaySettings settings;
    private final ECKey key = IdentityKey.generated("warm-up");
    private final List<String> tokens;
    private final long deadline;
    private final AtomicLong calls = new AtomicLong();

    private WarmUp(GatewaySettings settings) {
        this.settings = settings;
        this.tokens = IntStream.range(0, TOKENS).mapToObj(this::token).toList();
        this.deadline = System.nanoTime() + settings.operations().warmUp().toNanos();
    }

    /** Warms up for as long as the settings say. Completes when it is over, and fails if it could not begin. */
    static CompletableFuture<Void> run(GatewaySettings settings, Executor workers, EventLoops loops) {
        return CompletableFuture.supplyAsync(() -> new WarmUp(settings), workers)
                .thenCompose(made -> made.exercise(workers, loops));
    }

    private CompletableFuture<Void> exercise(Executor workers, EventLoops loops) {
        WarmUpUpstream upstream = WarmUpUpstream.listen(loops, HOST);
        PractiseState state = new PractiseState(
                "http://" + HOST + ":" + upstream.port(), key.toPublicJWK().toJSONString());
        Plane plane = new Plane(
                settings, new Plane.Sources(state, key, workers, call -> {}, record -> {}, Instant::now), loops);
        PartnersPort port = PartnersPort.listen(loops, plane, HOST, 0, 2 * AT_ONCE);
        CompletableFuture<?>[] callers = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> WarmUpCaller.run(loops, HOST, port.port(), this::next))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(callers)
                .whenCompleteAsync(
                        (done, failed) -> {
                            port.close();
                            upstream.close();
                        },
                        workers);
    }

    /** Returns the next request; empty when it is over. Mostly the same few tokens and paths, as in life; now and then one that is denied. */
    private Optional<String> next() {
        if (System.nanoTime() > deadline) {
            return Optional.empty();
        }
        long number = calls.getAndIncrement();
        String path = number % 8 == 0 ? "/warm/locked" : "/warm/things/" + number;
        String token = tokens.get((int) (number % TOKENS));
        return Optional.of("GET " + path + " HTTP/1.1\r\nHost: warm\r\nAccept: */*\r\nAuthorization: Bearer " + token
                + "\r\n\r\n");
    }

    private String token(int number) {
        Instant now = Instant.now();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(settings.issuer())
                        .audience(List.of(settings.publicUrl().toString()))
                        .subject("warm/user")
                        .claim("client_id", "app")
                        .claim("act", Map.of("sub", "app"))
                        .claim("tenant", "warm")
                        .claim("rev", PractiseState.REVISION)
                        .claim("cred", "secret")
                        .jwtID("warm-" + number)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                        .build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException broken) {
            throw new IllegalStateException("this is a bug: a P-256 key cannot sign", broken);
        }
        return token.serialize();
    }
}
