package dev.mandate.samples.sales;

import dev.mandate.samples.sales.operator.SalesDemo;
import dev.mandate.samples.sales.setting.SalesChannelSettings;
import dev.mandate.samples.service.Service;
import dev.mandate.samples.service.ServiceSettings;
import java.net.URI;

/**
 * A running instance of the sales channel services. It may share its process with other applications and its database
 * with other instances, and reads no setting from the environment.
 */
public final class SalesChannelServices implements AutoCloseable {
    /** The id under which the API is imported. */
    public static final String API = SalesChannelSettings.API;

    private static final String SCHEMA = "sales";

    private final Service service;

    private SalesChannelServices(Service service) {
        this.service = service;
    }

    /** Migrates the schema, opens both ports and returns when they accept calls; throws if a step fails. */
    public static SalesChannelServices start(SalesChannelSettings settings) {
        ServiceSettings shared =
                new ServiceSettings(API, SCHEMA, settings.listen(), settings.database(), settings.gateway());
        return new SalesChannelServices(Service.start(SalesApplication.class, shared, settings));
    }

    /** Returns the base URL of the partner API, to import as an upstream of Mandate's gateway. */
    public URI apiUri() {
        return service.apiUri();
    }

    /** Returns the base URL of the registry's operator port. */
    public URI operatorUri() {
        return service.operatorUri();
    }

    /** Returns the bean that creates the rows of a demonstration. */
    public SalesDemo demo() {
        return part(SalesDemo.class);
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
