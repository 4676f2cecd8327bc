package dev.mandate.samples.media;

import dev.mandate.samples.media.operator.Demo;
import dev.mandate.samples.media.upload.StoragePort;
import dev.mandate.samples.service.Listen;
import dev.mandate.samples.service.Service;
import dev.mandate.samples.service.ServiceSettings;
import java.net.URI;

/** A running media gateway. It may share its process with other applications and takes no setting from outside. */
public final class MediaGateway implements AutoCloseable {
    private static final String SCHEMA = "media";

    private final Service service;

    private MediaGateway(Service service) {
        this.service = service;
    }

    /** Migrates the schema, opens all ports and returns when they answer; throws when any of it fails. */
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

    /** The partner API's base, to be imported as an upstream of Mandate's gateway. */
    public URI apiUri() {
        return service.apiUri();
    }

    /** Where presigned URLs point. */
    public URI storageUri() {
        return part(StoragePort.class).uri();
    }

    /** The studio's own side. */
    public URI operatorUri() {
        return service.operatorUri();
    }

    /** Creates the rows of a demonstration. */
    public Demo demo() {
        return part(Demo.class);
    }

    /** A part of the running application; tests compare its routes with the document. */
    <T> T part(Class<T> type) {
        return service.part(type);
    }

    @Override
    public void close() {
        service.close();
    }
}
