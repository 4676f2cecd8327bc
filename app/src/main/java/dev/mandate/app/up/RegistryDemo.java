package dev.mandate.app.up;

import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.vendor.AppSetup;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Registrar;
import dev.mandate.samples.sales.SalesChannelServices;
import dev.mandate.samples.sales.operator.SalesDemo;
import dev.mandate.samples.sales.setting.SalesChannelSettings;
import dev.mandate.samples.service.Listen;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * The sales channel API as an upstream, and the tenant {@code registry} with two channels: in the first a role administrator
 * and a trader without a role; and a user who is bound to none.
 */
final class RegistryDemo implements DemoPart {
    private static final String TENANT = "registry";

    private final SalesChannelServices sales;
    private final DemoGround ground;
    private Optional<String> document = Optional.empty();

    private RegistryDemo(SalesChannelServices sales, DemoGround ground) {
        this.sales = sales;
        this.ground = ground;
    }

    /** Ready to be started on any thread. */
    static Callable<DemoPart> prepared(DemoGround ground) {
        SalesChannelSettings settings = new SalesChannelSettings(
                new Listen("127.0.0.1", ground.port("SALES_API_PORT"), ground.port("SALES_OPERATOR_PORT")),
                ground.schema("sales"),
                ground.believed(),
                SalesChannelSettings.Settling.soon());
        return () -> new RegistryDemo(SalesChannelServices.start(settings), ground);
    }

    @Override
    public void complete() {
        ground.follow(SalesChannelSettings.API, "SALES_API_URL", sales.apiUri());
        ground.file().set("SALES_OPERATOR_URL", sales.operatorUri().toString());
        sales.demo()
                .seed(
                        new SalesDemo.Channels(TENANT, ground.uuid("CHANNEL_A_ID"), ground.uuid("CHANNEL_B_ID")),
                        new SalesDemo.Ids(
                                id("PROPOSAL_A_ID"), id("PROPOSAL_B_ID"), id("TRADER_A_ID"), id("TRADER_B_ID")));
        if (ground.file().find("TRADER_CLIENT_SECRET").isEmpty()) {
            setUp();
        } else {
            document = ground.newDocument(SalesChannelSettings.API);
        }
    }

    private void setUp() {
        ground.importApi(SalesChannelSettings.API, "entity", sales.apiUri());
        try (ManagementClient admin =
                ground.tenant(TENANT, "Registry", "REGISTRY").client()) {
            letTradersIn(admin);
        }
    }

    private UUID id(String name) {
        return UUID.fromString(ground.uuid(name));
    }

    private void letTradersIn(ManagementClient admin) {
        admin.must("POST", "/api/v1/apis/" + SalesChannelSettings.API + "/enable", null);
        String channel = channel(admin, "CHANNEL_A_ID", "Channel A");
        channel(admin, "CHANNEL_B_ID", "Channel B");
        user(admin, ground.uuid("UNBOUND_USER_ID"), "Not bound to any channel");
        String administrator = "channel-admin";
        user(admin, administrator, "Administrator of channel A");
        Registrar registrar = new Registrar(admin);
        registrar.bind(administrator, channel);
        registrar.grant(administrator, channel, "ROLE_ADMINISTRATOR");
        app(admin, "CHANNEL_ADMIN", administrator);
        String trader = ground.uuid("TRADER_USER_ID");
        user(admin, trader, "Trader of channel A");
        registrar.bind(trader, channel);
        app(admin, "TRADER", trader);
    }

    private String channel(ManagementClient admin, String variable, String name) {
        String id = ground.uuid(variable);
        admin.ensure("POST", "/api/v1/spaces", Map.of("id", id, "kind", "sales-channel", "name", name));
        return id;
    }

    private static void user(ManagementClient admin, String id, String name) {
        admin.ensure("POST", "/api/v1/users", Map.of("id", id, "kind", "service", "name", name));
    }

    private void app(ManagementClient admin, String prefix, String user) {
        ground.app(
                prefix,
                () -> new AppSetup(admin, DemoSteps.silent()).make(AppSetup.Plan.of(prefix + " of " + user, user)));
    }

    @Override
    public void announce(PrintWriter out) {
        out.println("  sales       " + sales.apiUri() + "  (operator " + sales.operatorUri() + ")");
        document.ifPresent(line -> out.println("  " + line));
    }

    @Override
    public void close() {
        sales.close();
    }
}
