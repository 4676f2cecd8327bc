package dev.mandate.control.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.Inside;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.command.Commands;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.catalogue.action.Move;
import dev.mandate.control.catalogue.survey.TenantSurvey;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.management.Moving;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

/** A confirmation whose process ends between the platform's entry and those of the tenants. */
class MoveKeeperTest {
    private final Management management = Inside.part(Management.class);
    private final Moving moving = Moving.begin();
    private final ApiId id = new ApiId(moving.api());
    private final MoveKeeper keeper = new MoveKeeper(management, Inside.part(Commands.class));
    private final ImportController controller = Inside.part(ImportController.class);

    private static Call call(byte[] body) {
        return OperatorCall.of(body, null);
    }

    private ActivationForm form() {
        Move move = Move.proposed(api()).getFirst();
        return new ActivationForm(
                null, Map.of(move.to().key().toString(), move.from().key().toString()));
    }

    private Api api() {
        return Actions.require(management.of(TenantId.PLATFORM), id);
    }

    @Test
    void carriesNothingBeforeThePlatformsEntry() {
        keeper.carry(call(new byte[0]), id, form().wanted());
        assertThat(moving.newSwitch()).isEqualTo("NONE");
        moving.activateAll();
        keeper.carry(call(new byte[0]), id, new ActivationForm("all", null).wanted());
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }

    @Test
    void completesWhatBrokeOff() {
        ActivationForm form = form();
        Call call = call(JsonBody.write(form));
        assertThat(controller.activated(call, id, form.wanted()).getStatusCode().value())
                .isEqualTo(200);
        assertThat(moving.newSwitch()).isEqualTo("NONE");
        assertThat(controller.activate(call, id.value(), form).getStatusCode().value())
                .isEqualTo(200);
        assertThat(moving.newSwitch()).isEqualTo("ACCESS");
        moving.setNew("NONE");
        controller.activate(call, id.value(), form);
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }

    /** The role keeps the switch of a disabled API, and so finds it where the API is enabled again. */
    @Test
    void carriesForATenantThatDisabledTheApi() {
        moving.enable(false);
        ActivationForm form = form();
        assertThat(controller
                        .activate(call(JsonBody.write(form)), id.value(), form)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        moving.enable(true);
        assertThat(moving.newSwitch()).isEqualTo("ACCESS");
    }

    @Test
    void completesUnderTheKeyOfTheCallThatBrokeOff() {
        ActivationForm form = form();
        Call call = OperatorCall.of(JsonBody.write(form), "k-" + UUID.randomUUID());
        ResponseEntity<byte[]> first = controller.activated(call, id, form.wanted());
        ResponseEntity<byte[]> repeated = controller.activate(call, id.value(), form);
        assertThat(repeated.getBody()).isEqualTo(first.getBody());
        assertThat(moving.newSwitch()).isEqualTo("ACCESS");
    }

    @Test
    void carriesNothingThatATenantLowersInBetween() {
        ActivationForm form = form();
        Call call = call(JsonBody.write(form));
        controller.activated(call, id, form.wanted());
        moving.setNew("NONE");
        controller.activate(call, id.value(), form);
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }

    @Test
    void completesNothingAfterAnotherImport() {
        ActivationForm form = form();
        Call call = call(JsonBody.write(form));
        controller.activated(call, id, form.wanted());
        moving.importAgain();
        assertThatThrownBy(() -> controller.activate(call, id.value(), form))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is in force already");
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }

    @Test
    void carriesNothingAfterAnImportBetweenTenants() {
        ActivationForm form = form();
        Call call = call(JsonBody.write(form));
        controller.activated(call, id, form.wanted());
        List<TenantId> tenants =
                TenantSurvey.tenants(management.of(TenantId.PLATFORM).view().platform());
        keeper.carry(call, id, form.wanted(), () -> {
            // the moves are known by now, and no tenant has them
            moving.importAgain();
            return tenants.iterator();
        });
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }
}
