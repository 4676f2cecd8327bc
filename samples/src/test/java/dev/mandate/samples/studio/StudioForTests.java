package dev.mandate.samples.studio;

import dev.mandate.client.token.ClientAuthentication;
import dev.mandate.client.token.ClientCredentials;
import dev.mandate.client.token.ClientSecret;
import dev.mandate.protocol.identity.Identity;
import dev.mandate.protocol.identity.VisibleSpaces;
import dev.mandate.samples.media.MediaGateway;
import dev.mandate.samples.media.operator.MediaDemo;
import dev.mandate.samples.media.setting.MediaGatewaySettings;
import dev.mandate.samples.media.setting.MediaGatewaySettings.Listen;
import dev.mandate.samples.media.setting.MediaGatewaySettings.Storage;
import dev.mandate.samples.robot.RobotSettings;
import dev.mandate.samples.service.Database;
import dev.mandate.samples.service.TrustedGateway;
import dev.mandate.samples.surroundings.ForwardingGateway;
import dev.mandate.samples.surroundings.PostgresForTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A studio, started once for all tests: tenant {@code studio} with workspaces {@code ws-vendor} and {@code ws-foreign},
 * tenant {@code other} with {@code ws-other}. App {@code vendor} reaches {@code ws-vendor}, {@code everyone} every
 * workspace of the studio, {@code nobody} none.
 */
public final class StudioForTests {
    public static final String TENANT = "studio";
    public static final String WORKSPACE = "ws-vendor";
    public static final String FOREIGN = "ws-foreign";
    public static final long LARGEST_FILE = 4096;

    private static final StudioForTests STUDIO = start();

    public final MediaGateway media;
    public final String databaseUrl;
    public final MediaDemo.Ids ids = MediaDemo.Ids.random();
    public final MediaDemo.Ids otherTenant = MediaDemo.Ids.random();
    private final ForwardingGateway gateway;
    private final HttpClient http = HttpClient.newHttpClient();

    private StudioForTests(ForwardingGateway gateway, MediaGateway media, String databaseUrl) {
        this.gateway = gateway;
        this.media = media;
        this.databaseUrl = databaseUrl;
    }

    /** Returns the shared studio. */
    public static StudioForTests get() {
        return STUDIO;
    }

    private static StudioForTests start() {
        try {
            Database database = PostgresForTests.shared();
            Path folder = Files.createTempDirectory("media-gateway-test");
            ForwardingGateway gateway = new ForwardingGateway(MediaGatewaySettings.API, "/v1/");
            Storage storage = new Storage(
                            folder, LARGEST_FILE, Storage.in(folder).urlLifetime(), false)
                    .allowingLoopbackWebhooks();
            MediaGateway media = MediaGateway.start(new MediaGatewaySettings(
                    Listen.loopback(),
                    database,
                    new TrustedGateway(gateway.uri().toString(), gateway.keysUri()),
                    storage));
            gateway.forwardTo(media.apiUri());
            StudioForTests studio = new StudioForTests(gateway, media, database.url());
            studio.populate();
            return studio;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private void populate() {
        media.demo().seed(new MediaDemo.Workspaces(TENANT, WORKSPACE, FOREIGN), ids);
        media.demo().seed(new MediaDemo.Workspaces("other", "ws-other", "ws-other-2"), otherTenant);
        gateway.know(new Identity(TENANT, "u1", "vendor", new VisibleSpaces.Listed(List.of(WORKSPACE)), "1.1"));
        gateway.know(new Identity(TENANT, "u2", "everyone", new VisibleSpaces.All(), "1.1"));
        gateway.know(new Identity(TENANT, "u3", "nobody", new VisibleSpaces.Listed(List.of()), "1.1"));
    }

    /** Returns settings for a robot that works as this app. */
    public RobotSettings robot(String app) {
        return new RobotSettings(
                gateway.uri(),
                new ClientCredentials(
                        gateway.uri().resolve("/connect/token"),
                        app,
                        new ClientSecret("secret"),
                        ClientAuthentication.FORM,
                        "cfgateway"),
                new RobotSettings.Place(TENANT, WORKSPACE),
                media.operatorUri());
    }

    /** Sends a call through the gateway as app {@code vendor}; an empty text sends no body. */
    public HttpResponse<String> call(String method, String path, String json) throws IOException, InterruptedException {
        return callAs("vendor", method, path, json);
    }

    /** Sends a call through the gateway. */
    public HttpResponse<String> callAs(String app, String method, String path, String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, app);
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(method, BodyPublishers.ofString(json)));
    }

    /** Returns the builder of a call through the gateway. */
    public HttpRequest.Builder request(String path, String app) {
        return HttpRequest.newBuilder(gateway.uri().resolve(path)).header("Authorization", "Bearer " + app);
    }

    /** Sends any request. */
    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends a call to the operator port. */
    public HttpResponse<String> operator(String method, String path, String json)
            throws IOException, InterruptedException {
        URI uri = media.operatorUri().resolve(path);
        return send(HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(json)));
    }
}
