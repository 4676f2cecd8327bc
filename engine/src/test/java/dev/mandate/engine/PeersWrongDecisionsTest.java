package dev.mandate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.change.AppChange.AppAdded;
import dev.mandate.engine.change.AppChange.OnBehalfOfSet;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange.AppTokensRevoked;
import dev.mandate.engine.change.CredentialChange.CredentialAdded;
import dev.mandate.engine.change.CredentialChange.TokenRevoked;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.UserChange.UserAdded;
import dev.mandate.engine.change.UserChange.UserRoleAssigned;
import dev.mandate.engine.change.UserChange.UserTokensRevoked;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.search.Explanation;
import dev.mandate.engine.search.Search;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Decisions that other products got wrong, as far as they concern an engine. Three more have their test elsewhere:
 * order of building in {@code RouterTest}, mutable models in {@code FoldTest}, path confusion in
 * {@code CanonicalPathTest}.
 */
class PeersWrongDecisionsTest {
    private static final Instant NOW = RandomTenant.NOW;
    private static final TenantId TENANT = new TenantId("t");
    private static final UserId USER = new UserId("u");
    private static final AppId APP = new AppId("p");
    private static final CredentialId CREDENTIAL = new CredentialId("c");

    private static View view(Change... further) {
        Stream<Change> usual = Stream.of(
                new UserAdded(USER, UserKind.SERVICE),
                new AppAdded(APP, "p", "", Set.of(GrantType.CLIENT_CREDENTIALS), Set.of()),
                new OnBehalfOfSet(APP, USER),
                new CredentialAdded(CREDENTIAL, APP, CredentialKind.SECRET, null));
        Snapshot tenant = Snapshot.empty(TENANT).apply(new Entry(1, NOW, 0, usual.toList()));
        for (Change change : further) {
            tenant = tenant.apply(new Entry(tenant.revision() + 1, NOW, 0, List.of(change)));
        }
        return new View(Snapshot.empty(TenantId.PLATFORM), tenant);
    }

    private static Bearer bearer(long revision) {
        return new Bearer(new Caller(TENANT, USER, APP), CREDENTIAL, revision, "j", GrantType.CLIENT_CREDENTIALS);
    }

    private static Freshness fresh(Duration age) {
        return new Freshness(age, age, Duration.ofMinutes(5), Position.ANY, OptionalLong.empty());
    }

    private static Admission admit(View view, long revision) {
        return Engine.admit(view, bearer(revision), fresh(Duration.ZERO), NOW);
    }

    /** heimdall 3450: the cache key of a decision lacked the rule. Earlier questions change no answer. */
    @Test
    void decidesByItsInputsAlone() {
        List<RandomHistory> histories =
                IntStream.range(1, 6).mapToObj(RandomHistory::new).toList();
        List<Function<View, Decision>> questions = histories.stream()
                .flatMap(h -> Stream.generate(() -> question(h)).limit(40))
                .toList();
        Map<RandomHistory, List<Decision>> forwards =
                histories.stream().collect(Collectors.toMap(h -> h, h -> ask(h, questions)));
        for (RandomHistory history : histories.reversed()) {
            List<Decision> backwards = ask(history, questions.reversed());
            assertThat(backwards.reversed()).isEqualTo(forwards.get(history));
        }
        assertThat(Set.copyOf(forwards.values())).hasSameSizeAs(histories);
    }

    private static Function<View, Decision> question(RandomHistory history) {
        Request request = history.request();
        Caller caller = history.bearer().caller();
        return view -> Engine.decide(view, caller, request, NOW);
    }

    private static List<Decision> ask(RandomHistory history, List<Function<View, Decision>> questions) {
        return questions.stream().map(q -> q.apply(history.view())).toList();
    }

    /**
     * wso2 product-apim 2931: a token revoked on one resource was accepted on another. The requested resource plays no
     * part.
     */
    @Test
    void revokesBeforeAnyPathIsLookedAt() {
        assertThat(admit(view(new TokenRevoked("j", NOW.plusSeconds(60))), 1))
                .isEqualTo(new Decision.Unauthenticated(Reason.TOKEN_REVOKED));
        assertThat(admit(view(new AppTokensRevoked(APP)), 1))
                .isEqualTo(new Decision.Unauthenticated(Reason.APP_TOKENS_REVOKED));
    }

    /** opa 4338: an outdated bundle stayed in use without a limit. */
    @Test
    void decidesNothingBeyondTheAgeOfItsState() {
        Duration bound = Duration.ofMinutes(5);
        Duration over = bound.plusNanos(1);
        assertThat(Engine.admit(view(), bearer(1), aged(bound, bound), NOW)).isInstanceOf(Admission.Admitted.class);
        for (Freshness old : List.of(aged(over, Duration.ZERO), aged(Duration.ZERO, over))) {
            assertThat(Engine.admit(view(), bearer(1), old, NOW)).isEqualTo(new Decision.Undecided(Reason.STATE_STALE));
        }
    }

    private static Freshness aged(Duration platform, Duration tenant) {
        return new Freshness(platform, tenant, Duration.ofMinutes(5), Position.ANY, OptionalLong.empty());
    }

    /**
     * spicedb 2068: a trace showed "(cached)" instead of the reason. Later changes of the state change no explanation
     * of an earlier one.
     */
    @Test
    void explainsByTheSnapshotsOfTheDecision() {
        Mended repaired = IntStream.range(1, 200)
                .boxed()
                .flatMap(seed -> repaired(new RandomHistory(seed)).stream())
                .findFirst()
                .orElseThrow();
        assertThat(repaired.explained(repaired.after).ruling()).isEqualTo(Ruling.Held.HELD);
        assertThat(repaired.explained(repaired.after).fixes()).isEmpty();
        assertThat(repaired.explained(repaired.before).ruling()).isInstanceOf(Ruling.Lacking.class);
        assertThat(repaired.explained(repaired.before).fixes()).isNotEmpty();
    }

    private record Mended(View before, View after, UserId user, Endpoint endpoint) {
        Explanation explained(View view) {
            return Explanation.of(view, user, endpoint, null, NOW, StepBudget.unbounded());
        }
    }

    private static Optional<Mended> repaired(RandomHistory history) {
        View view = history.view();
        UserId user = history.bearer().caller().user();
        return new Search(view, NOW)
                .actions().stream()
                        .flatMap(endpoint ->
                                Explanation.of(view, user, endpoint, null, NOW, StepBudget.unbounded()).fixes().stream()
                                        .map(fix -> new Mended(view, after(view, fix.changes()), user, endpoint)))
                        .findFirst();
    }

    private static View after(View view, List<Change> changes) {
        Snapshot tenant = view.tenant();
        return new View(view.platform(), tenant.apply(new Entry(tenant.revision() + 1, NOW, 0, changes)));
    }

    /** openfga 2811: "zero time" was read as "never invalidated". */
    @Test
    void takesNoRevisionForNever() {
        View revoked = view(new UserTokensRevoked(USER));
        assertThat(admit(view(), 1)).isInstanceOf(Admission.Admitted.class);
        assertThat(admit(view(), 0)).isEqualTo(new Decision.Unauthenticated(Reason.APP_TOKENS_REVOKED));
        assertThat(admit(revoked, 0)).isInstanceOf(Decision.Unauthenticated.class);
        assertThat(admit(revoked, 1)).isEqualTo(new Decision.Unauthenticated(Reason.USER_TOKENS_REVOKED));
        assertThat(admit(revoked, 2)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void takesTheBeginningOfTimeForAnEndLikeAnyOther() {
        Snapshot tenant =
                view(new UserRoleAssigned(USER, RoleId.OWNER, Instant.EPOCH)).tenant();
        assertThat(tenant.tenancy().users().get(USER).flatMap(u -> u.role()))
                .hasValueSatisfying(role -> assertThat(role.term().holds(NOW)).isFalse());
    }

    /** oathkeeper 203, lfx 1018: a failed check was answered or logged as a denial. */
    @Test
    void neverMixesUndecidedWithDecided() {
        Admission stale = Engine.admit(view(), bearer(1), fresh(Duration.ofHours(1)), NOW);
        Admission behind = admit(view(), 99);
        assertThat(List.of(stale, behind))
                .allSatisfy(admission -> assertThat(admission)
                        .isInstanceOfSatisfying(
                                Decision.Undecided.class,
                                u -> assertThat(u.reason().status()).isEqualTo(503)));
        assertThat(Arrays.stream(Reason.values()).filter(r -> r.code().equals("undecided")))
                .isNotEmpty()
                .allMatch(r -> r.status() == 503);
        assertThat(Arrays.stream(Reason.values()).filter(r -> r.status() == 503))
                .allMatch(r -> r.code().equals("undecided"));
    }

    /** Kong ACE `if_present`: operations that no document listed were open. */
    @Test
    void answersNotFoundToWhatNobodyListed() {
        for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "PROPFIND", "")) {
            for (String path : List.of("/", "/v1/jobs", "/health", "/.well-known/x")) {
                Request request = new Request(method, CanonicalPath.parse(path), Query.NONE);
                assertThat(Engine.decide(view(), bearer(1).caller(), request, NOW))
                        .isEqualTo(new Decision.UnknownPath());
            }
        }
    }
}
