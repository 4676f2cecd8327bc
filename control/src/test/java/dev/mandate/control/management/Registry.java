package dev.mandate.control.management;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A fresh tenant with the user services, an API that lists the ten other roles of the seed, and two sales channels. */
record Registry(Studio studio) {
    static final List<String> OTHER_ROLES = List.of(
            "TRADERONBOARDERPROPOSAL_VIEWER",
            "TRADERONBOARDERPROPOSAL_ACCEPTER",
            "TRADER_ADMINISTRATOR",
            "TRADER_VIEWER",
            "ASSET_VIEWER",
            "ASSET_OFFRAMPER",
            "TRANSACTION_ADMINISTRATOR",
            "PRODUCTIONFACILITY_VIEWER",
            "SUPPLIER_VIEWER",
            "EVENT_VIEWER");
    static final String ROLE_ADMINISTRATOR = "ROLE_ADMINISTRATOR";
    static final String SALES = importSales();

    static Registry open() {
        Studio studio = Studio.open();
        studio.owner().post("/api/v1/apis/" + SALES + "/enable").is(200);
        Registry registry = new Registry(studio);
        registry.channel("a");
        registry.channel("b");
        return registry;
    }

    private static String importSales() {
        String id = "sales-" + UUID.randomUUID();
        String traders = "{\"get\": {\"x-mandate\": {\"needs\": [{\"entity\": \"TRADER\", \"operation\": \"read\"},"
                + " {\"entity\": \"ASSET\", \"operation\": \"read\"}]}},"
                + " \"post\": {\"x-mandate\": {\"needs\": [{\"entity\": \"TRADER\", \"operation\": \"create\"}]}}}";
        String channel = "{\"get\": {\"parameters\": [{\"in\": \"path\", \"name\": \"channel\", \"required\": true}],"
                + " \"x-mandate\": {\"needs\": [{\"entity\": \"EVENT\", \"operation\": \"read\"}], \"space\":"
                + " {\"in\": \"path\", \"name\": \"channel\", \"kind\": \"sales-channel\"}}}}";
        String document = "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"Sales\", \"version\": \"1\"},"
                + " \"x-mandate\": {\"roles\": [\"" + String.join("\", \"", OTHER_ROLES) + "\"], \"scopes\":"
                + " {\"TRADERONBOARDERPROPOSAL_ACCEPTER\": [\"accept\"], \"ASSET_OFFRAMPER\": [\"offramp\"]}},"
                + " \"paths\": {\"/traders\": " + traders + ", \"/channels/{channel}/events\": " + channel + "}}";
        Map<String, Object> form = Map.of(
                "id",
                id,
                "kind",
                "entity",
                "upstream",
                "http://127.0.0.1:9",
                "basePath",
                "/" + id,
                "document",
                document);
        Control.operator().post("/api/v1/apis", form).is(201);
        Control.operator()
                .post("/api/v1/apis/" + id + "/actions/activate", Map.of("actions", "all"))
                .is(200);
        return id;
    }

    Client owner() {
        return studio.owner();
    }

    private void channel(String id) {
        owner().post("/api/v1/spaces", Map.of("id", id, "kind", "sales-channel", "name", id))
                .is(201);
    }

    static String binding(String user) {
        return "/user-services/users/" + user + "/saleschannel-binding";
    }

    static String binding(String user, String channel) {
        return binding(user) + "/" + channel;
    }

    static String roles(String user, String channel) {
        return binding(user, channel) + "/roles";
    }

    /** A user that is bound nowhere. */
    void user(String user) {
        studio.user(user);
    }

    /** A user that is bound to a channel and holds roles there. */
    void user(String user, String channel, String... roles) {
        user(user);
        bind(user, channel, roles);
    }

    void bind(String user, String channel, String... roles) {
        owner().post(binding(user, channel)).is(201);
        for (String role : roles) {
            owner().post(roles(user, channel), Map.of("role", role)).is(201);
        }
    }

    /** A vendor's app that acts for the user: its token is for the gateway. */
    Client vendor(String user) {
        Studio.Registered app = studio.register("app-" + UUID.randomUUID(), user);
        return Control.anonymous().as(app.app(), app.secret());
    }
}
