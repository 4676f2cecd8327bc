package dev.mandate.engine;

import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Two logs that grow at random, their folds, and questions about them. The seed determines everything. */
final class RandomHistory {
    private static final TenantId TENANT = new TenantId("t");
    private static final List<String> FORMATS = List.of(".json", ".", ".a.b", ".JSON");
    private static final List<String> VALUES = List.of(
            "s0",
            "s0",
            "s1",
            "s1",
            "s2",
            "s3",
            "a",
            "b",
            "x.json",
            "a-b",
            "aa",
            "s0-s1",
            "%73%31",
            "%C3%A9",
            "+",
            "A",
            "B",
            "a.",
            "AA",
            "X.JSON",
            "%EF%BC%A1",
            "b%20");
    private static final List<String> QUERIES = List.of(
            "",
            "",
            "s=s0",
            "s=s1",
            "s=s2",
            "x=1&s=s0",
            "s=s0&s=s1",
            "s=",
            "s",
            "%73=s%31",
            "S=s0",
            "s=s+0",
            "&s=s0&",
            "s=s0&S=s1",
            "s[]=s1",
            "s=s0&s%00=s1",
            "+s=s1",
            "x=1;s=s1",
            "x%3B=1",
            "x=1%3B",
            "p0=s0",
            "x=1&t=s1",
            "P1=s1",
            "%C5%BF=s1",
            "f[s]=s0",
            "f%5Bs%5D=s0&f[t]=s1",
            "f[s]=s0&f[s]=s1",
            "f[s]=s0&f[s]x=s1",
            "f[s]=s0&f=s1",
            "f[s]=s0&F[]=s1",
            "f.s=s0&f.t=s1",
            "s=s0&s.x=s1",
            "s=s0&s]x=s1");
    private static final List<String> DOORS = List.of(
            "/access/v1/evaluation",
            "/%6Fauth2/token",
            "/connect",
            "/user-services/x",
            "/forward-auth/",
            "/Access/v1",
            "/.well-known/oauth-authorization-server",
            "/.well-known/oauth-authorization-server/",
            "/accessory/a");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", "CONNECT", "get");

    final List<Entry> platformLog = new ArrayList<>();
    final List<Entry> tenantLog = new ArrayList<>();
    private final Draw draw;
    private final RandomCatalogue catalogue;
    private final RandomTenant tenant;
    private Snapshot platformFold = Snapshot.empty(TenantId.PLATFORM);
    private Snapshot tenantFold = Snapshot.empty(TENANT);

    RandomHistory(long seed) {
        draw = Draw.of(seed);
        catalogue = new RandomCatalogue(draw);
        tenant = new RandomTenant(draw, catalogue);
        toPlatform(List.of(catalogue.imported("one"), catalogue.imported("two"), catalogue.imported("three")));
        toTenant(tenant.beginning());
        for (int i = draw.below(40); i > 0; i--) {
            grow();
        }
    }

    void grow() {
        List<Change> changes = new ArrayList<>();
        boolean platform = draw.chance(20);
        for (int i = draw.below(3); i >= 0; i--) {
            changes.add(platform ? catalogue.change() : tenant.change());
        }
        if (platform) {
            toPlatform(changes);
        } else {
            toTenant(changes);
        }
    }

    private void toPlatform(List<Change> changes) {
        Entry entry = new Entry(platformLog.size() + 1L, RandomTenant.NOW, 0, changes);
        platformLog.add(entry);
        platformFold = platformFold.apply(entry);
    }

    /** A command may have been checked against a platform revision that is one behind. */
    private void toTenant(List<Change> changes) {
        long checkedAgainst = Math.max(1, platformLog.size() - (draw.chance(80) ? 0 : 1));
        Entry entry = new Entry(tenantLog.size() + 1L, RandomTenant.NOW, checkedAgainst, changes);
        tenantLog.add(entry);
        tenantFold = tenantFold.apply(entry);
    }

    Draw draw() {
        return draw;
    }

    View view() {
        return new View(platformFold, tenantFold);
    }

    Bearer bearer() {
        Caller caller = new Caller(TENANT, tenant.user(), tenant.app());
        GrantType grant = draw.chance(70) ? GrantType.CLIENT_CREDENTIALS : GrantType.AUTHORIZATION_CODE;
        long rev = draw.chance(60) ? tenantLog.size() : draw.below(tenantLog.size() + 3);
        Bearer random = new Bearer(caller, tenant.credential(), rev, "j" + draw.below(40), grant);
        return draw.chance(30) ? random : fitting(random);
    }

    /** Returns the bearer with a user that the app acts for and a credential of the app, if the app has them. */
    private static Bearer fitting(Bearer bearer) {
        String number = bearer.caller().app().value().substring(1);
        boolean first = number.equals("0") || number.equals("1") || number.equals("2");
        return first
                ? new Bearer(
                        new Caller(
                                TENANT,
                                new UserId("u" + number),
                                bearer.caller().app()),
                        new CredentialId("c" + number),
                        bearer.revision(),
                        bearer.tokenId(),
                        bearer.grantType())
                : bearer;
    }

    Freshness freshness() {
        Duration bound = Duration.ofSeconds(30);
        Position demanded = new Position(draw.below(tenantLog.size() + 1), draw.below(platformLog.size() + 1));
        Position beyond = new Position(draw.below(tenantLog.size() + 3), draw.below(platformLog.size() + 2));
        OptionalLong head =
                draw.chance(80) ? OptionalLong.empty() : OptionalLong.of(tenantLog.size() + (long) draw.below(5) - 1);
        return new Freshness(age(), age(), bound, draw.chance(85) ? demanded : beyond, head);
    }

    private Duration age() {
        return Duration.ofSeconds(draw.chance(90) ? draw.below(31) : 29 + draw.below(4));
    }

    Request request() {
        List<Action> actions = catalogue.actions();
        Action near = draw.of(actions);
        String method = draw.chance(70) ? near.key().method() : draw.of(METHODS);
        String path = draw.chance(3) ? draw.of(DOORS) : path(near.key().template());
        return new Request(method, CanonicalPath.parse(path), new Query(draw.of(QUERIES)));
    }

    private String path(String template) {
        StringBuilder path = new StringBuilder();
        for (String segment : template.substring(1).split("/", -1)) {
            path.append('/').append(draw.chance(10) ? draw.of(VALUES) : filled(segment));
        }
        path.append(draw.chance(92) ? "" : draw.of(FORMATS));
        return path + (draw.chance(93) ? "" : draw.chance(50) ? "/" : "/" + draw.of(VALUES));
    }

    private String filled(String segment) {
        String filled = segment;
        if (filled.equals("{t...}")) {
            return draw.chance(50) ? draw.of(VALUES) : draw.of(VALUES) + "/" + draw.of(VALUES);
        }
        for (int open = filled.indexOf('{'); open >= 0; open = filled.indexOf('{')) {
            filled = filled.substring(0, open) + draw.of(VALUES) + filled.substring(filled.indexOf('}') + 1);
        }
        return filled;
    }
}
