package dev.mandate.control.feed;

import com.sun.net.httpserver.HttpServer;
import dev.mandate.control.ControlServer;
import dev.mandate.control.log.LogNode;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.control.tenant.FirstOperator;
import dev.mandate.gateway.GatewayServer;
import dev.mandate.gateway.setting.GatewaySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Two control planes on one database, and a gateway fed by the second: what the first writes is the truth, and everything
 * between can fail. A vendor of the tenant {@code studio} calls {@code GET /v1/things}.
 */
final class Site implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(3);
    private static final String KEY = "the-key-of-a-gateway-in-these-tests";
    static final String ISSUER = "https://api.example.com";
    private static final int CONNECTIONS = 4;
    private static final String ACTION = "GET /v1/things";

    private final HttpServer upstream;
    private final String app;
    private final String secret;
    private final Fresh operator;
    private final Web owner;
    final ControlServer writer;
    final Relay database;
    final ControlServer feeding;
    final Relay way;
    final GatewayServer gateway;

    Site(Path folder) throws IOException, InterruptedException {
        this(folder, Map.of());
    }

    /** With more settings of both control planes. */
    Site(Path folder, Map<String, String> more) throws IOException, InterruptedException {
        DatabaseSettings direct = TestDatabase.fresh();
        URI address = URI.create(String.valueOf(direct.url()).substring("jdbc:".length()));
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        upstream.start();
        database = Relay.raw(address.getPort());
        writer = ControlServer.start(settings(folder, direct, String.valueOf(direct.url()), more));
        FirstOperator.Keys first = writer.firstOperator().orElseThrow();
        operator = () -> new Web(writer.port(), Web.token(writer.port(), first.clientId(), first.clientSecret()));
        owner = prepare(operator.web());
        JsonNode vendor = vendor();
        app = vendor.path("id").asString();
        secret = vendor.path("secret").path("value").asString();
        String through = "jdbc:postgresql://127.0.0.1:" + database.port() + address.getPath();
        feeding = ControlServer.start(settings(folder, direct, through, more));
        way = Relay.http(feeding.port());
        gateway = GatewayServer.start(GatewaySettings.from(Map.of(
                "MANDATE_GATEWAY_PORT",
                "0",
                "MANDATE_GATEWAY_PUBLIC_URL",
                ISSUER,
                "MANDATE_GATEWAY_KEY",
                KEY,
                "MANDATE_GATEWAY_DATA",
                folder.resolve("gateway").toString(),
                "MANDATE_GATEWAY_STALENESS",
                BOUND.toString(),
                "MANDATE_GATEWAY_WARM_UP",
                "PT0S",
                "MANDATE_CONTROL_URL",
                way.address().toString())));
    }

    private static Map<String, Object> settings(
            Path folder, DatabaseSettings database, String url, Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("server.port", "0");
        settings.put("mandate.database.url", url);
        settings.put("mandate.database.username", String.valueOf(database.username()));
        settings.put("mandate.database.password", String.valueOf(database.password()));
        settings.put("mandate.database.connections", Integer.toString(CONNECTIONS));
        settings.put("mandate.token.issuer", ISSUER);
        settings.put("mandate.token.control", "https://control.example.com");
        settings.put(
                "mandate.token.master-key-file", folder.resolve("master.key").toString());
        settings.put("mandate.gateway-keys[0]", KEY);
        return settings;
    }

    /** An API, and a tenant that has enabled it. */
    private Web prepare(Web operator) throws IOException, InterruptedException {
        String document = "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{\"/things\":{"
                + "\"get\":{\"responses\":{\"200\":{\"description\":\"ok\"}}}}}}";
        String to = "http://127.0.0.1:" + upstream.getAddress().getPort();
        operator.must(
                "POST",
                "/api/v1/apis",
                Map.of("id", "things", "kind", "switch", "upstream", to, "basePath", "/v1", "document", document));
        operator.must("POST", "/api/v1/apis/things/actions/activate", Map.of("actions", "all"));
        var studio = operator.must("POST", "/api/v1/tenants", Map.of("id", "studio", "name", "Studio"));
        String app = studio.path("clientId").asString();
        String its = studio.path("clientSecret").asString();
        Web made = new Web(writer.port(), Web.token(writer.port(), app, its));
        made.must("POST", "/api/v1/apis/things/enable", Map.of());
        return made;
    }

    private JsonNode vendor() throws IOException, InterruptedException {
        owner.must("POST", "/api/v1/roles", Map.of("id", "caller", "name", "Caller"));
        set("ACCESS");
        owner.must("POST", "/api/v1/users", Map.of("id", "robot", "role", "caller"));
        Map<String, Object> form = Map.of("name", "Vendor", "onBehalfOf", "robot", "scopes", List.of());
        return owner.must("POST", "/api/v1/apps", form);
    }

    /** Gives the vendor the right, or takes it; in the log when this returns. Each cut connection in the writer's pool may refuse it once. */
    void set(String permission) throws IOException, InterruptedException {
        String path = "/api/v1/roles/caller/permissions";
        Web.Answer answer = owner.call("PATCH", path, Map.of(ACTION, permission));
        for (int again = 0; answer.status() == 503 && again < CONNECTIONS; again++) {
            answer = owner.call("PATCH", path, Map.of(ACTION, permission));
        }
        if (answer.status() >= 300) {
            throw new AssertionError(path + ": " + answer);
        }
    }

    /** A change that no decision depends on. */
    void addGroup(String name) throws IOException, InterruptedException {
        owner.must("POST", "/api/v1/groups", Map.of("name", name));
    }

    /** A caller with a new token. */
    @FunctionalInterface
    private interface Fresh {
        Web web() throws IOException, InterruptedException;
    }

    /** The platform's operator, with a new token. */
    Web operator() throws IOException, InterruptedException {
        return operator.web();
    }

    /** The vendor, with a new token. */
    Web caller() throws IOException, InterruptedException {
        return new Web(gateway.port(), Web.token(writer.port(), app, secret));
    }

    Web.Answer operations(String path) throws IOException, InterruptedException {
        return new Web(gateway.managementPort(), "").get(path);
    }

    /** Waits until the vendor's call is answered so. */
    static void await(Web caller, int status) throws InterruptedException {
        boolean came = LogNode.soon(() -> status(caller) == status);
        if (!came) {
            throw new AssertionError("it never was " + status + ", but " + status(caller));
        }
    }

    static int status(Web caller) {
        try {
            return caller.get("/v1/things").status();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void repair() {
        database.repair();
        way.repair();
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        way.close();
        feeding.close();
        database.close();
        writer.close();
        upstream.stop(0);
    }
}
