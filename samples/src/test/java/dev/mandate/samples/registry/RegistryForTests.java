package dev.mandate.samples.registry;

import dev.mandate.protocol.identity.Identity;
import dev.mandate.protocol.identity.VisibleSpaces;
import dev.mandate.samples.sales.SalesChannelServices;
import dev.mandate.samples.sales.operator.SalesDemo;
import dev.mandate.samples.sales.setting.SalesChannelSettings;
import dev.mandate.samples.sales.setting.SalesChannelSettings.Settling;
import dev.mandate.samples.service.Database;
import dev.mandate.samples.service.Listen;
import dev.mandate.samples.service.TrustedGateway;
import dev.mandate.samples.surroundings.ForwardingGateway;
import dev.mandate.samples.surroundings.PostgresForTests;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * Two registries: tenants {@code registry} and {@code other}, each with channels {@code alpha} and {@code beta}.
 *
 * <p>Apps of tenant {@code registry}: {@code alpha} acts for a user of channel {@code alpha}, {@code alpha-2} for the
 * same user, {@code colleague} for another user of that channel, {@code beta} for a user of channel {@code beta},
 * {@code unbound} for a user without a channel, {@code all} for a user of every channel. App {@code other} acts for a
 * user of tenant {@code other} in channel {@code alpha}, who has the same user id as that of app {@code alpha}.
 */
public final class RegistryForTests implements AutoCloseable {
    public static final String BASE = "/saleschannel-services/v1";
    public static final String TENANT = "registry";

    private static final Settling AT_ONCE = new Settling(Duration.ZERO, Duration.ofMillis(20));
    private static final RegistryForTests REGISTRY = start(PostgresForTests.shared(), AT_ONCE);

    public final SalesDemo.Ids ids = SalesDemo.Ids.random();
    public final SalesDemo.Ids otherTenant = SalesDemo.Ids.random();
    private final ForwardingGateway gateway;
    private final Database database;
    private volatile SalesChannelServices sales;
    private final HttpClient http = HttpClient.newHttpClient();

    private RegistryForTests(ForwardingGateway gateway, SalesChannelServices sales, Database database) {
        this.gateway = gateway;
        this.sales = sales;
        this.database = database;
    }

    /** Returns the registry that tests share; it settles orders at once. */
    public static RegistryForTests get() {
        return REGISTRY;
    }

    /** Starts a separate registry on a database that may hold the rows of an earlier one. */
    public static RegistryForTests start(Database database, Settling settling) {
        try {
            ForwardingGateway gateway = new ForwardingGateway(SalesChannelServices.API, BASE + "/");
            SalesChannelServices sales = SalesChannelServices.start(settings(database, gateway, settling));
            gateway.forwardTo(sales.apiUri());
            RegistryForTests registry = new RegistryForTests(gateway, sales, database);
            registry.populate();
            return registry;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static SalesChannelSettings settings(Database database, ForwardingGateway gateway, Settling settling) {
        return new SalesChannelSettings(
                Listen.loopback(), database, new TrustedGateway(gateway.uri().toString(), gateway.keysUri()), settling);
    }

    private void populate() {
        sales.demo().seed(new SalesDemo.Channels(TENANT, "alpha", "beta"), ids);
        sales.demo().seed(new SalesDemo.Channels("other", "alpha", "beta"), otherTenant);
        know("alpha", TENANT, "u1", new VisibleSpaces.Listed(List.of("alpha")));
        know("alpha-2", TENANT, "u1", new VisibleSpaces.Listed(List.of("alpha")));
        know("colleague", TENANT, "u2", new VisibleSpaces.Listed(List.of("alpha")));
        know("beta", TENANT, "u3", new VisibleSpaces.Listed(List.of("beta")));
        know("unbound", TENANT, "u4", new VisibleSpaces.Listed(List.of()));
        know("all", TENANT, "u5", new VisibleSpaces.All());
        know("other", "other", "u1", new VisibleSpaces.Listed(List.of("alpha")));
    }

    /** Sets the user for whom the app acts, and the spaces. */
    public void know(String app, String tenant, String user, VisibleSpaces spaces) {
        gateway.know(new Identity(tenant, user, app, spaces, "1.1"));
    }

    /** Returns the running services. */
    public SalesChannelServices sales() {
        return sales;
    }

    /** Stops the services and starts them again on the same database. */
    public void restart(Settling settling) {
        sales.close();
        sales = another(settling);
        gateway.forwardTo(sales.apiUri());
    }

    /** Starts another instance of the services on the same database. */
    public SalesChannelServices another(Settling settling) {
        return SalesChannelServices.start(settings(database, gateway, settling));
    }

    /** Sends a call through the gateway, below the API's base; an empty text sends no body. */
    public HttpResponse<String> call(String app, String method, String path, String json)
            throws IOException, InterruptedException {
        return send(request(app, method, path, json));
    }

    /** Sends a call as app {@code alpha} without a body. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return call("alpha", "GET", path, "");
    }

    /** Sends an order with an idempotency key. */
    public HttpResponse<String> order(String app, String key, String path, String json)
            throws IOException, InterruptedException {
        return send(request(app, "POST", path, json).header("Idempotency-Key", key));
    }

    /** Returns the builder of a call through the gateway. */
    public HttpRequest.Builder request(String app, String method, String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.uri().resolve(BASE + path))
                .header("Authorization", "Bearer " + app)
                .method(method, BodyPublishers.ofString(json));
        return json.isEmpty() ? request : request.header("Content-Type", "application/json");
    }

    /** Sends any request. */
    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends a call to the operator port. */
    public HttpResponse<String> operator(String method, String path, String json)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(sales.operatorUri().resolve(path))
                .method(method, BodyPublishers.ofString(json)));
    }

    @Override
    public void close() {
        sales.close();
        gateway.close();
        http.close();
    }
}
