package dev.mandate.control.token.endpoint;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** Finds no client: clients are found by their secrets, and registered by commands to the log alone. */
final class NoRegisteredClients implements RegisteredClientRepository {
    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("this is a bug: apps are registered by a command to the log");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return null;
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return null;
    }
}
