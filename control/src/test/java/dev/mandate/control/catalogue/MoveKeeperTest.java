package dev.mandate.control.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.Inside;
import dev.mandate.control.access.Session;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Commands;
import dev.mandate.control.api.IfMatch;
import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.Management;
import dev.mandate.control.log.Refusal;
import dev.mandate.control.management.Control;
import dev.mandate.control.management.Moving;
import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.change.GrantType;
import dev.mandate.engine.id.ApiId;
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
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

/** A confirmation whose process ends between the platform's entry and those of the tenants. */
class MoveKeeperTest {
    private final Management management = Inside.part(Management.class);
    private final Moving moving = Moving.begin();
    private final ApiId id = new ApiId(moving.api());
    private final MoveKeeper keeper = new MoveKeeper(management, Inside.part(Commands.class));
    private final ImportController controller = Inside.part(ImportController.class);

    /** Of the first operator. */
    private Call call(byte[] body) {
        return call(body, null);
    }

    private Call call(byte[] body, @Nullable String key) {
        Snapshot platform = management.of(TenantId.PLATFORM).view().tenant();
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
        return new Call(
                new Session(new Actor(TenantId.PLATFORM, user, id, app.scopes()), bearer),
                "/",
                Bytes.copyOf(body),
                IfMatch.NONE,
                key,
                "r",
                null,
                null,
                null,
                null,
                Instant.now());
    }

    private Activation.Form form() {
        Move move = Move.proposed(api()).getFirst();
        return new Activation.Form(
                null, Map.of(move.to().key().toString(), move.from().key().toString()));
    }

    private Api api() {
        return Actions.require(management.of(TenantId.PLATFORM), id);
    }

    @Test
    void carriesNothingBeforeThePlatformsEntry() {
        keeper.carry(call(new byte[0]), id, form());
        assertThat(moving.newSwitch()).isEqualTo("NONE");
        moving.activateAll();
        keeper.carry(call(new byte[0]), id, new Activation.Form("all", null));
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }

    @Test
    void completesWhatBrokeOff() {
        Activation.Form form = form();
        Call call = call(JsonBody.write(form));
        assertThat(controller.activated(call, id, form).getStatusCode().value()).isEqualTo(200);
        assertThat(moving.newSwitch()).isEqualTo("NONE");
        assertThat(controller.activate(call, id.value()).getStatusCode().value())
                .isEqualTo(200);
        assertThat(moving.newSwitch()).isEqualTo("ACCESS");
        moving.setNew("NONE");
        controller.activate(call, id.value());
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }

    @Test
    void completesUnderTheKeyOfTheCallThatBrokeOff() {
        Activation.Form form = form();
        Call call = call(JsonBody.write(form), "k-" + UUID.randomUUID());
        ResponseEntity<byte[]> first = controller.activated(call, id, form);
        ResponseEntity<byte[]> repeated = controller.activate(call, id.value());
        assertThat(repeated.getBody()).isEqualTo(first.getBody());
        assertThat(moving.newSwitch()).isEqualTo("ACCESS");
    }

    @Test
    void carriesNothingThatATenantLowersInBetween() {
        Activation.Form form = form();
        Call call = call(JsonBody.write(form));
        controller.activated(call, id, form);
        moving.setNew("NONE");
        controller.activate(call, id.value());
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }

    @Test
    void completesNothingAfterAnotherImport() {
        Activation.Form form = form();
        Call call = call(JsonBody.write(form));
        controller.activated(call, id, form);
        moving.importAgain();
        assertThatThrownBy(() -> controller.activate(call, id.value()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is in force already");
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }

    @Test
    void carriesNothingAfterAnImportBetweenTenants() {
        Activation.Form form = form();
        Call call = call(JsonBody.write(form));
        controller.activated(call, id, form);
        List<TenantId> tenants =
                Touched.ids(management.of(TenantId.PLATFORM).view().platform());
        keeper.carry(call, id, form, () -> {
            // the moves are known by now, and no tenant has them
            moving.importAgain();
            return tenants.iterator();
        });
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }
}
