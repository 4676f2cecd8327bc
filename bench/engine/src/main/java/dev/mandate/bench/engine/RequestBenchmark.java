package dev.mandate.bench.engine;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mandate.engine.Admission;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Freshness;
import dev.mandate.engine.Position;
import dev.mandate.engine.Request;
import dev.mandate.engine.View;
import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.Query;
import dev.mandate.gateway.subject.Tokens;
import dev.mandate.gateway.subject.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the gateway asks of a request whose token it has verified before, from the text of token and path to the decision:
 * the token's cache and the checks of every use, the canonical path, admission, and the decision. A request of a random one
 * of the live tokens each time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {
    private static final int QUESTIONS = 1 << 17;
    private static final String ISSUER = "http://gateway.test";
    private static final Freshness FRESH =
            new Freshness(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(5), Position.ANY, OptionalLong.empty());

    @Param("100000")
    public int live;

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private View view = new View(Snapshot.empty(TenantId.PLATFORM), Snapshot.empty(TenantId.PLATFORM));
    private Tokens tokens = new Tokens("", () -> view.platform().catalogue(), workers, new Tokens.Bounds(1, 1));
    private final String[] texts = new String[QUESTIONS];
    private final String[] methods = new String[QUESTIONS];
    private final String[] paths = new String[QUESTIONS];
    private int next;

    @Setup
    public void load() throws Exception {
        Workload workload = new Workload(2 * live);
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("token-1").generate();
        view = view(new MandateLog(workload).views().getFirst(), key);
        tokens = new Tokens(
                ISSUER, () -> view.platform().catalogue(), workers, new Tokens.Bounds(2L * live, Integer.MAX_VALUE));
        ECDSASigner signer = new ECDSASigner(key);
        List<String> issued = new ArrayList<>();
        for (int i = 0; i < live; i++) {
            issued.add(token(i, signer));
        }
        verifyAll(issued);
        draw(issued, workload.questions(live));
    }

    /** What a request brings with it is its own, and lies in the order in which it is read. */
    private void draw(List<String> issued, List<Question> questions) {
        SplittableRandom random = new SplittableRandom(20_29);
        for (int i = 0; i < QUESTIONS; i++) {
            int number = random.nextInt(live);
            texts[i] = copy(issued.get(number));
            methods[i] = questions.get(number).action().method();
            paths[i] = copy(questions.get(number).path());
        }
    }

    private static String copy(String text) {
        return new String(text.toCharArray());
    }

    private View view(View without, ECKey key) {
        List<Change> apps = new ArrayList<>();
        Snapshot tenant = without.tenant();
        for (int i = 0; i < live; i++) {
            apps.add(new AppChange.AppAdded(app(i), "a", "", Set.of(GrantType.CLIENT_CREDENTIALS), Set.of()));
            apps.add(new AppChange.OnBehalfOfSet(app(i), new UserId(Workload.userName(i))));
            apps.add(new CredentialChange.CredentialAdded(credential(i), app(i), CredentialKind.SECRET, null));
            if (apps.size() > Entry.MOST_CHANGES - 3 || i == live - 1) {
                tenant = tenant.apply(new Entry(tenant.revision() + 1, Instant.EPOCH, 1, apps));
                apps.clear();
            }
        }
        Snapshot platform = without.platform();
        String jwk = key.toPublicJWK().toJSONString();
        Change published = new CatalogueChange.KeyPublished("token-1", CatalogueChange.KeyUse.TOKEN, jwk);
        return new View(
                platform.apply(new Entry(platform.revision() + 1, Instant.EPOCH, 0, List.of(published))), tenant);
    }

    private static AppId app(int number) {
        return new AppId("app" + number);
    }

    private static CredentialId credential(int number) {
        return new CredentialId("secret" + number);
    }

    private String token(int number, ECDSASigner signer) throws JOSEException {
        Instant now = Instant.now();
        String tenant = Workload.tenantName(0);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(ISSUER)
                .subject(tenant + "/" + Workload.userName(number))
                .claim("client_id", app(number).value())
                .claim("act", Map.of("sub", app(number).value()))
                .claim("tenant", tenant)
                .claim("rev", view.tenant().revision())
                .claim("cred", credential(number).value())
                .jwtID("j" + number)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("token-1")
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private void verifyAll(List<String> issued) throws Exception {
        Instant now = Instant.now();
        CompletableFuture.allOf(
                        issued.stream().map(text -> tokens.verify(text, now)).toArray(CompletableFuture<?>[]::new))
                .get(5, TimeUnit.MINUTES);
        if (!issued.stream().allMatch(text -> tokens.verify(text, now).isDone())) {
            throw new IllegalStateException("this is a bug: a token is not known");
        }
    }

    @Benchmark
    public Decision request() {
        int i = next++ & QUESTIONS - 1;
        Instant now = Instant.now();
        VerifiedToken token = tokens.verify(texts[i], now).resultNow();
        Request request = new Request(methods[i], CanonicalPath.parse(paths[i]), Query.NONE);
        return switch (Engine.admit(view, token.bearer(GrantType.CLIENT_CREDENTIALS), FRESH, now)) {
            case Admission.Admitted(var caller, var subject) -> Engine.decide(view, subject, request, now);
            case Decision.Unauthenticated refused -> throw new IllegalStateException(refused.toString());
            case Decision.Undecided undecided -> throw new IllegalStateException(undecided.toString());
        };
    }

    @TearDown
    public void close() {
        workers.shutdown();
    }
}
