package dev.mandate.control.catalogue;

import dev.mandate.control.api.ApiSettings;
import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.OpenTo;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Commands;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.catalogue.CatalogueCommand.ActivateActions;
import dev.mandate.control.catalogue.CatalogueCommand.ImportApi;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.catalogue.imports.Affected;
import dev.mandate.control.catalogue.imports.Foreseen;
import dev.mandate.control.catalogue.imports.Import;
import dev.mandate.control.catalogue.imports.ImportForm;
import dev.mandate.control.catalogue.survey.RoleBearers;
import dev.mandate.control.catalogue.survey.TenantSurvey;
import dev.mandate.control.catalogue.survey.Touched;
import dev.mandate.control.computation.Computations;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.openapi.OpenApiReader;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.state.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/apis}: operators import documents and activate what they bring. */
@RestController
final class ImportController {
    private final Management management;
    private final OpenApiReader reader;
    private final ApiSettings settings;
    private final Computations computations;
    private final MoveKeeper moves;
    /** A document takes many times its size while it is read, so one is read after the other. */
    private final ReentrantLock reading = new ReentrantLock();

    ImportController(
            Management management,
            Commands commands,
            OpenApiReader reader,
            ApiSettings settings,
            Computations computations) {
        this.management = management;
        this.reader = reader;
        this.settings = settings;
        this.computations = computations;
        this.moves = new MoveKeeper(management, commands);
    }

    @PostMapping("/api/v1/apis")
    @OpenTo(Callers.READING_OPERATORS)
    ResponseEntity<byte[]> importApi(
            Call call, @RequestParam(required = false) @Nullable String plan, @Body ImportForm form) {
        Import.Source source = read(form);
        return planned(plan) ? plan(call, source) : imported(call, source, form.mayRetire());
    }

    private Import.Source read(ImportForm form) {
        // the request's own thread waits, so that imports in line hold no thread of the computations
        reading.lock();
        try {
            return computations.survey(settings.mostSurveyed(), budget -> form.source(reader));
        } finally {
            reading.unlock();
        }
    }

    private static boolean planned(@Nullable String plan) {
        return switch (plan) {
            case "true" -> true;
            case "false" -> false;
            case null -> false;
            default -> throw Refusals.malformed("plan", "must be `true` or `false`");
        };
    }

    private ResponseEntity<byte[]> plan(Call call, Import.Source source) {
        return management.read(call, TenantId.PLATFORM, (state, manager) -> {
            manager.requireOperator();
            return Reply.ok(computations.survey(settings.mostSurveyed(), budget -> {
                Import planned = Import.of(state, source, bearers(call, state, source));
                boolean changes = !planned.changes(state, source).isEmpty();
                return ImportedView.planned(
                        planned,
                        changes,
                        affected(call, state, planned, budget),
                        new ImportedView.Seen(state, call.actor()));
            }));
        });
    }

    private ResponseEntity<byte[]> imported(Call call, Import.Source source, boolean mayRetire) {
        Foreseen foreseen = foreseen(call, source);
        return management.write(call, new ImportApi(source, foreseen, mayRetire), (state, imported) -> {
            ImportedView view = ImportedView.done(
                    imported.made(),
                    imported.changed(),
                    foreseen.affected(),
                    new ImportedView.Seen(state, call.actor()));
            Thing api = CatalogueCommand.thing(source.id());
            return imported.changed() ? Reply.created(view, api, "/api/v1/apis/" + source.id()) : Reply.ok(view, api);
        });
    }

    private Foreseen foreseen(Call call, Import.Source source) {
        // INVARIANT: a survey that is refused refuses the import; foreseen would take it for a caller without the right
        return computations.survey(settings.mostSurveyed(), budget -> foreseen(call, source, budget));
    }

    private Foreseen foreseen(Call call, Import.Source source, StepBudget budget) {
        RoleBearers bearers = management.foreseen(call, RoleBearers.none(), state -> bearers(call, state, source));
        return management.foreseen(call, new Foreseen(bearers, Affected.UNASKED, Optional.empty()), state -> {
            Import imported = Import.of(state, source, bearers);
            return new Foreseen(
                    bearers, affected(call, state, imported, budget), Optional.of(new Foreseen.Made(state, imported)));
        });
    }

    private RoleBearers bearers(Call call, CommandState state, Import.Source source) {
        return RoleBearers.of(
                TenantSurvey.tenants(state.view().platform()),
                Import.roles(source.document()),
                call.at(),
                tenant -> management.of(tenant).view().tenant());
    }

    private Affected affected(Call call, CommandState state, Import imported, StepBudget budget) {
        return Affected.of(state, imported, TenantSurvey.of(management, call, budget));
    }

    @PostMapping("/api/v1/apis/{id}/actions/activate")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> activate(Call call, @PathVariable String id, @Body ActivationForm form) {
        ApiId api = Ids.named("api", id, ApiId::new);
        Activation.Wanted wanted = form.wanted();
        ResponseEntity<byte[]> answer = activated(call, api, wanted);
        moves.carry(call, api, wanted);
        return answer;
    }

    /** The platform's entry, before any tenant's. */
    ResponseEntity<byte[]> activated(Call call, ApiId api, Activation.Wanted wanted) {
        Touched touched = touched(call, api, wanted);
        return management.write(
                call,
                new ActivateActions(api, wanted),
                (state, activation) -> Reply.ok(
                        ActivatedView.of(Actions.require(state, api), call.actor(), touched, activation),
                        CatalogueCommand.thing(api)));
    }

    private Touched touched(Call call, ApiId id, Activation.Wanted wanted) {
        return computations.survey(
                settings.mostSurveyed(),
                budget -> management.foreseen(call, Touched.UNASKED, state -> {
                    Api api = Actions.require(state, id);
                    Snapshot platform = state.view().platform();
                    Function<TenantId, Snapshot> tenant =
                            t -> management.of(t).view().tenant();
                    Activation activation = Activation.of(state, api, wanted);
                    Set<ActionId> concerned = activation.concerned(api, platform, tenant);
                    Touched.Asked asked =
                            Touched.Asked.of(List.of(api), concerned).carrying(activation.moves());
                    return Touched.of(
                            activation.after(platform, id, call.at()),
                            asked,
                            TenantSurvey.of(management, call, budget));
                }));
    }
}
