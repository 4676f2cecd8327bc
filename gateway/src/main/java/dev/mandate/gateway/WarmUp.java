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
import dev.mandate.gateway.upstream.Forwarder;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

/**
 * Exercises the whole path on a loopback port of its own, with a world of its own, before real calls come: the first
 * seconds of a JVM cost several times what later ones do. Nothing of it is counted, recorded or reachable from outside, and
 * its key is trusted nowhere else.
 */
final class WarmUp extends VerticleBase {
    private static final String HOST = "127.0.0.1";
    private static final int AT_ONCE = 32;
    private static final int TOKENS = 64;

    private final GatewaySettings settings;
    private final ExecutorService workers;
    private final Runnable done;
    private final ECKey key = IdentityKey.generated("warm-up");
    private final List<String> tokens;
    private final long deadline;
    private long calls;
    private int open;

    WarmUp(GatewaySettings settings, ExecutorService workers, Runnable done) {
        this.settings = settings;
        this.workers = workers;
        this.done = done;
        this.tokens = IntStream.range(0, TOKENS).mapToObj(this::token).toList();
        this.deadline = System.nanoTime() + settings.operations().warmUp().toNanos();
    }

    @Override
    public Future<?> start() {
        return listen(vertx.createHttpServer()
                        .requestHandler(in -> in.response().end("warm")))
                .compose(upstream -> {
                    PractiseState state = new PractiseState(
                            "http://" + HOST + ":" + upstream.actualPort(),
                            key.toPublicJWK().toJSONString());
                    Plane plane = plane(state);
                    Forwarder forwarder = plane.forwarder();
                    return listen(vertx.createHttpServer().requestHandler(plane.gateway(forwarder)));
                })
                .onSuccess(gateway -> run(gateway.actualPort()));
    }

    private static Future<HttpServer> listen(HttpServer server) {
        return server.listen(0, HOST);
    }

    private Plane plane(PractiseState state) {
        return new Plane(
                vertx, settings, new Plane.Sources(state, key, workers, call -> {}, record -> {}, Instant::now));
    }

    private void run(int port) {
        HttpClient client = vertx.createHttpClient();
        for (int i = 0; i < AT_ONCE; i++) {
            open++;
            next(client, port);
        }
    }

    private void next(HttpClient client, int port) {
        if (System.nanoTime() > deadline) {
            if (--open == 0) {
                done.run();
            }
            return;
        }
        call(client, port).onComplete(answered -> next(client, port));
    }

    /** Mostly the same few tokens and paths, as in life; now and then one that is denied. */
    private Future<?> call(HttpClient client, int port) {
        long number = calls++;
        String path = number % 8 == 0 ? "/warm/locked" : "/warm/things/" + number;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(HOST)
                .setPort(port)
                .setURI(path)
                .putHeader("Authorization", "Bearer " + tokens.get((int) (number % TOKENS)));
        return client.request(options).compose(request -> request.send()).compose(answer -> answer.body());
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
