package dev.mandate.control.catalogue;

import dev.mandate.control.Inside;
import dev.mandate.control.access.ActorSession;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.command.CommandContext;
import dev.mandate.control.api.command.IfMatch;
import dev.mandate.control.management.Control;
import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes calls of the first operator, for tests that call a controller without HTTP. */
public final class OperatorCall {
    private OperatorCall() {}

    /** Makes a call with a body, and with an idempotency key if one is given. */
    public static Call of(byte[] body, @Nullable String key) {
        Snapshot platform =
                Inside.part(Management.class).of(TenantId.PLATFORM).view().tenant();
        AppId id = new AppId(Control.server().firstOperator().orElseThrow().clientId());
        App app = platform.tenancy().apps().get(id).orElseThrow();
        UserId user = app.onBehalfOf().orElseThrow();
        List<CredentialId> credentials = new ArrayList<>();
        platform.tenancy().credentials().forEach((secret, credential) -> {
            if (credential.owner().equals(id)) {
                credentials.add(secret);
            }
        });
        Bearer bearer = new Bearer(
                new Caller(TenantId.PLATFORM, user, id),
                credentials.getFirst(),
                platform.revision(),
                "t",
                GrantType.CLIENT_CREDENTIALS);
        ActorSession session = new ActorSession(new Actor(TenantId.PLATFORM, user, id, app.scopes()), bearer);
        return new Call(
                CommandContext.of(session, Instant.now(), "r", null),
                "/",
                Bytes.copyOf(body),
                IfMatch.NONE,
                key,
                null,
                null);
    }
}
