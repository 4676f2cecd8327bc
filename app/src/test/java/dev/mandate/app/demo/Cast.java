package dev.mandate.app.demo;

import dev.mandate.app.vendor.ApiCall;
import dev.mandate.app.vendor.AppSetup;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Vendor;
import dev.mandate.app.vendor.Vendor.Seen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Who asks the questions of {@code docs/statuses.md}: one user with an app for each of its columns. */
final class Cast {
    private static final Map<String, String> ROLES = roles();

    private final Map<String, Caller> callers = new LinkedHashMap<>();

    private Cast() {}

    /** Somebody with a token, or nobody. */
    interface Caller {
        String user();

        Seen ask(ApiCall call);
    }

    private static Map<String, String> roles() {
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put("PV", "TRADERONBOARDERPROPOSAL_VIEWER");
        roles.put("PA", "TRADERONBOARDERPROPOSAL_ACCEPTER");
        roles.put("TV", "TRADER_VIEWER");
        roles.put("TA", "TRADER_ADMINISTRATOR");
        roles.put("AV", "ASSET_VIEWER");
        roles.put("AO", "ASSET_OFFRAMPER");
        roles.put("XA", "TRANSACTION_ADMINISTRATOR");
        roles.put("FV", "PRODUCTIONFACILITY_VIEWER");
        roles.put("SV", "SUPPLIER_VIEWER");
        roles.put("EV", "EVENT_VIEWER");
        roles.put("RA", "ROLE_ADMINISTRATOR");
        return roles;
    }

    static String[] allRoles() {
        return ROLES.values().toArray(String[]::new);
    }

    /** Everybody of the table, in the order of its columns; ids end with the run's. */
    static Cast gathered(RegistryStage stage, String run) {
        Cast cast = new Cast();
        cast.callers.put("nobody", new Stranger(stage));
        cast.add(stage, "unbound", run);
        cast.add(stage, "none", run).with();
        ROLES.forEach((column, role) -> cast.add(stage, column, run).with(role));
        cast.add(stage, "all", run).with(allRoles());
        cast.add(stage.other(), "elsewhere", run).with(allRoles());
        cast.callers.put("admin", Administrator.named(stage, "admin" + run));
        return cast;
    }

    /** Only those who never leave the first channel: an unbound user, one without a role, and one with all of them. */
    static Cast near(RegistryStage stage, String run) {
        Cast cast = new Cast();
        cast.add(stage, "unbound", run);
        cast.add(stage, "none", run).with();
        cast.add(stage, "all", run).with(allRoles());
        return cast;
    }

    private ChannelUser add(RegistryStage stage, String column, String run) {
        ChannelUser member = ChannelUser.join(stage, column + run, stage.tenant() + "-" + column + run);
        callers.put(column, new Actor(member));
        return member;
    }

    Set<String> columns() {
        return callers.keySet();
    }

    Caller caller(String column) {
        return Objects.requireNonNull(callers.get(column), column);
    }

    private record Actor(ChannelUser member) implements Caller {
        @Override
        public String user() {
            return member.id();
        }

        @Override
        public Seen ask(ApiCall call) {
            return member.ask(call);
        }
    }

    /** Without a token. */
    private record Stranger(Vendor vendor) implements Caller {
        Stranger(RegistryStage stage) {
            this(new Vendor(stage.http(), stage.gateway(), "nobody", "", ""));
        }

        @Override
        public String user() {
            return "nobody";
        }

        @Override
        public Seen ask(ApiCall call) {
            return vendor.call("", call);
        }
    }

    /** The tenant's Administrator, through an app that may manage: its token is for management and the user services. */
    private record Administrator(String user, Vendor vendor, String token) implements Caller {
        static Administrator named(RegistryStage stage, String id) {
            stage.admin().must("POST", "/api/v1/users", Map.of("id", id, "role", "administrator"));
            String app = stage.tenant() + "-" + id;
            AppSetup.Registered made =
                    new AppSetup(stage.admin(), DemoSteps.silent()).make(new AppSetup.Plan(app, id, List.of("admin")));
            Vendor vendor = new Vendor(stage.http(), stage.gateway(), made.app(), made.secret(), "admin");
            return new Administrator(id, vendor, vendor.token());
        }

        @Override
        public Seen ask(ApiCall call) {
            return vendor.call(token, call);
        }
    }
}
