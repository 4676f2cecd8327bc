package dev.mandate.samples.sales;

import dev.mandate.samples.sales.operator.Demo;
import dev.mandate.samples.service.Service;
import dev.mandate.samples.service.ServiceSettings;
import java.net.URI;

/**
 * A running instance of the sales channel services. It may share its process with other applications, and its database
 * with other instances, and takes no setting from outside.
 */
public final class SalesChannelServices implements AutoCloseable {
    /** The id under which the API is imported. */
    public static final String API = SalesChannelSettings.API;

    private static final String SCHEMA = "sales";

    private final Service service;

    private SalesChannelServices(Service service) {
        this.service = service;
    }

    /** Migrates the schema, opens both ports and returns when they answer; throws when any of it fails. */
    public static SalesChannelServices start(SalesChannelSettings settings) {
        ServiceSettings shared =
                new ServiceSettings(API, SCHEMA, settings.listen(), settings.database(), settings.gateway());
        return new SalesChannelServices(Service.start(SalesApplication.class, shared, settings));
    }

    /** The partner API's base, to be imported as an upstream of Mandate's gateway. */
    public URI apiUri() {
        return service.apiUri();
    }

    /** The registry's own side. */
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
