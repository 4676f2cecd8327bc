package dev.mandate.app.up;

import dev.mandate.app.management.Endpoint;
import dev.mandate.control.ControlServer;

/** {@code platform.env}: how the platform's first operator gets in. */
final class PlatformFile {
    private PlatformFile() {}

    /** Writes what is new and returns how to call management as the operator. */
    static Endpoint completed(Folder folder, ControlServer control, Installation.Addresses addresses) {
        EnvironmentFile file = folder.file("platform.env");
        file.set("GATEWAY_URL", addresses.gateway().toString());
        file.set("CONTROL_URL", addresses.control().toString());
        file.set("TOKEN_URL", addresses.token().toString());
        control.firstOperator().ifPresent(keys -> {
            file.set("PLATFORM_ADMIN_CLIENT_ID", keys.clientId());
            file.set("PLATFORM_ADMIN_CLIENT_SECRET", keys.clientSecret());
        });
        return Endpoint.of(file, "PLATFORM_ADMIN");
    }
}
