package dev.mandate.app.up;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.file.Failure;
import dev.mandate.app.file.Folder;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.client.token.TokenException;
import dev.mandate.control.ControlServer;
import java.util.Optional;

/** {@code platform.env}: how the platform's first operator gets in. */
final class PlatformFile {
    static final String NAME = "platform.env";

    private static final String OPERATOR = "PLATFORM_ADMIN";

    private PlatformFile() {}

    /** Writes what is new. */
    static void complete(Folder folder, ControlServer control, Installation.Addresses addresses) {
        EnvironmentFile file = folder.file(NAME);
        file.set("GATEWAY_URL", addresses.gateway().toString());
        file.set("CONTROL_URL", addresses.control().toString());
        file.set("TOKEN_URL", addresses.token().toString());
        control.firstOperator().ifPresent(keys -> {
            file.set(OPERATOR + "_CLIENT_ID", keys.clientId());
            file.set(OPERATOR + "_CLIENT_SECRET", keys.clientSecret());
        });
    }

    /**
     * How to call management as the operator.
     *
     * @throws Failure if the file has no credentials
     */
    static ManagementEndpoint endpoint(Folder folder) {
        return ManagementEndpoint.of(folder.file(NAME), OPERATOR);
    }

    /** Why the operator does not get in any more, as secrets are withdrawn and files are lost; empty if it does. */
    static Optional<String> refusal(Folder folder) {
        EnvironmentFile file = folder.file(NAME);
        if (file.find(OPERATOR + "_CLIENT_ID").isEmpty()
                || file.find(OPERATOR + "_CLIENT_SECRET").isEmpty()) {
            return Optional.of("the file has none");
        }
        try (ManagementClient operator = endpoint(folder).client()) {
            operator.must("GET", "/api/v1/apis?limit=1", null);
            return Optional.empty();
        } catch (Failure | TokenException e) {
            return Optional.of(Failure.line(e));
        }
    }
}
