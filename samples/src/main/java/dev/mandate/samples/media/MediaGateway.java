package dev.mandate.samples.media;

import dev.mandate.samples.media.operator.MediaDemo;
import dev.mandate.samples.media.setting.MediaGatewaySettings;
import dev.mandate.samples.media.upload.StoragePort;
import dev.mandate.samples.service.Listen;
import dev.mandate.samples.service.Service;
import dev.mandate.samples.service.ServiceSettings;
import java.net.URI;

/**
 * A running media gateway. It may share its process with other applications, and reads no setting from the environment.
 */
public final class MediaGateway implements AutoCloseable {
    private static final String SCHEMA = "media";

    private final Service service;

    private MediaGateway(Service service) {
        this.service = service;
    }

    /** Migrates the schema, opens all ports and returns when they accept calls; throws if a step fails. */
    public static MediaGateway start(MediaGatewaySettings settings) {
        MediaGatewaySettings.Listen listen = settings.listen();
        ServiceSettings shared = new ServiceSettings(
                MediaGatewaySettings.API,
                SCHEMA,
                new Listen(listen.host(), listen.apiPort(), listen.operatorPort()),
                settings.database(),
                settings.gateway());
        return new MediaGateway(Service.start(MediaApplication.class, shared, settings));
    }

    /** Returns the base URL of the partner API, to import as an upstream of Mandate's gateway. */
    public URI apiUri() {
        return service.apiUri();
    }

    /** Returns the base URL of presigned URLs. */
    public URI storageUri() {
        return part(StoragePort.class).uri();
    }

    /** Returns the base URL of the studio's operator port. */
    public URI operatorUri() {
        return service.operatorUri();
    }

    /** Returns the bean that creates the rows of a demonstration. */
    public MediaDemo demo() {
        return part(MediaDemo.class);
    }

    /** Returns a bean of the running application; tests compare its routes with the document. */
    <T> T part(Class<T> type) {
        return service.part(type);
    }

    @Override
    public void close() {
        service.close();
    }
}
