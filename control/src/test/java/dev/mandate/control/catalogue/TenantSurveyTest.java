package dev.mandate.control.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.Inside;
import dev.mandate.control.api.ApiSettings;
import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.command.Commands;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.catalogue.imports.Affected;
import dev.mandate.control.catalogue.survey.Gains;
import dev.mandate.control.catalogue.survey.TenantSurvey;
import dev.mandate.control.catalogue.survey.Touched;
import dev.mandate.control.computation.Computations;
import dev.mandate.control.management.Granted;
import dev.mandate.control.management.Moving;
import dev.mandate.control.openapi.OpenApiReader;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.state.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How much of all tenants an answer looks at. */
class TenantSurveyTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Management management = Inside.part(Management.class);
    private final Granted granted = Granted.begin();
    private final List<TenantId> asked = new ArrayList<>();

    private Snapshot platform() {
        return management.of(TenantId.PLATFORM).view().platform();
    }

    private Snapshot ask(TenantId tenant) {
        asked.add(tenant);
        return management.of(tenant).view().tenant();
    }

    /** Asks for the one action of the API with the bound. */
    private TenantSurvey survey(long most) {
        Api api = Actions.require(management.of(TenantId.PLATFORM), new ApiId(granted.api()));
        Action action = api.actions().getFirst();
        TenantSurvey survey = new TenantSurvey(Instant.now(), this::ask, new StepBudget(most));
        survey.each(platform(), view -> survey.holders(view, api, action));
        return survey;
    }

    @Test
    void asksAllTenantsWithinTheBound() {
        assertThat(survey(1_000_000_000).isCut()).isFalse();
        assertThat(asked).isEqualTo(TenantSurvey.tenants(platform())).isNotEmpty();
    }

    @Test
    void loadsNoFurtherTenantBeyondTheBound() {
        assertThat(survey(99).isCut()).isTrue();
        assertThat(asked).hasSize(1);
    }

    @Test
    void saysWhetherAnybodyWasAsked() {
        Touched.Asked nothing = Touched.Asked.of(List.of(), Set.of());
        assertThat(Touched.of(platform(), nothing, survey(1_000_000_000)).cut()).isFalse();
        assertThat(Touched.UNASKED.cut()).isTrue();
        assertThat(new Affected(Touched.UNASKED, Gains.UNASKED).cut()).isTrue();
        assertThat(Gains.UNASKED.cut()).isTrue();
    }

    private ImportController controller(ApiSettings settings) {
        return new ImportController(
                management,
                Inside.part(Commands.class),
                Inside.part(OpenApiReader.class),
                settings,
                Inside.part(Computations.class));
    }

    private JsonNode activated(String api, long mostSurveyed) {
        ApiSettings settings = new ApiSettings(1, 1, 1, 1, 1, 1, 1, 1, mostSurveyed);
        ImportController controller = controller(settings);
        ActivationForm form = new ActivationForm("all", null);
        return JSON.readTree(Objects.requireNonNull(controller
                .activate(OperatorCall.of(JsonBody.write(form), null), api, form)
                .getBody()));
    }

    @Test
    void saysWhoHoldsAnActionOfAnEntityApiAtOnce() {
        JsonNode all = activated(granted.api(), 1_000_000_000);
        assertThat(all.path("held").path(0).path("users").asInt()).isEqualTo(1);
        assertThat(all.path("cut").asBoolean()).isFalse();
    }

    @Test
    void saysThatNotAllTenantsWereAsked() {
        JsonNode cut = activated(granted.api(), 1);
        assertThat(cut.path("activated").asInt()).isEqualTo(1);
        assertThat(cut.path("heldCount").asInt()).isZero();
        assertThat(cut.path("cut").asBoolean()).isTrue();
    }

    @Test
    void carriesWhatWasNotCounted() {
        Moving moving = Moving.begin();
        ImportController controller = controller(new ApiSettings(1, 1, 1, 1, 1, 1, 1, 1, 1));
        ActivationForm form = new ActivationForm(null, Map.of(moving.key("/v2"), moving.key("/v1")));
        controller.activate(OperatorCall.of(JsonBody.write(form), null), moving.api(), form);
        assertThat(moving.newSwitch()).isEqualTo("ACCESS");
    }
}
