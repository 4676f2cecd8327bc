package dev.mandate.control.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.JsonBody;
import dev.mandate.control.catalogue.action.Difference;
import dev.mandate.control.catalogue.action.Move;
import dev.mandate.control.catalogue.action.Setting;
import dev.mandate.control.catalogue.compare.Reroutes;
import dev.mandate.control.catalogue.imports.Affected;
import dev.mandate.control.catalogue.imports.Import;
import dev.mandate.control.catalogue.imports.RoleProposal;
import dev.mandate.control.catalogue.survey.Touched;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.openapi.text.Finding;
import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.id.ActionId;
import dev.mandate.protocol.form.Counted;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an import does, or would do.
 *
 * @param planned whether nothing was written because a plan was asked for
 * @param changed whether there is anything to write
 * @param settings what else changes of the API
 * @param actionCount of the document
 * @param spacelessCount actions of the document that name no space: whoever holds one has it in any, unless the API checks
 * @param pending actions that wait for activation
 * @param added and the following: keys of actions, see {@link Difference}
 * @param pendingAgain every action of the API that waits for a decision of its own, whichever import made it pending
 * @param losing the actions in force that go out of force, with who has them, at most {@link #MOST}
 * @param losingCount of all of them
 * @param narrowedRoles entity roles that are listed no more, or grant less
 * @param moves proposed, with whose switches they would carry, at most {@link #MOST}
 * @param touched who has what is lost or could be carried
 * @param rerouted requests that go to another action, with who can make them and could not before, at most 100
 * @param reroutedCount of all of them
 * @param cut whether not all tenants were asked who has what, so that the counts of tenants, roles and users are lower bounds
 * @param connectors lines that name no action any more
 * @param warnings what was left out or changed on the way
 * @param proposedRoles what to list as {@code x-mandate}; absent if the document lists roles or needs none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportedView(
        ApiController.ApiView api,
        boolean planned,
        boolean changed,
        List<Setting> settings,
        int actionCount,
        int spacelessCount,
        List<String> pending,
        List<String> added,
        List<String> retired,
        List<String> revived,
        List<String> pendingAgain,
        List<Loss> losing,
        int losingCount,
        List<String> narrowedRoles,
        List<MoveView> moves,
        int moveCount,
        TouchedView touched,
        List<RerouteView> rerouted,
        int reroutedCount,
        boolean cut,
        List<StaleLine> connectors,
        List<Finding> warnings,
        @Nullable RoleProposal proposedRoles) {
    private static final int MOST = 100;

    /** What an answer is shown from, and to whom. */
    record Seen(CommandState state, Actor operator) {}

    /**
     * An action that goes out of force.
     *
     * @param becomes its status after the import
     */
    record Loss(String action, ActionStatus becomes, int tenants, long roles, long users) {}

    /** How many are concerned, and the first tenants of them. */
    record TouchedView(int tenants, long roles, long users, List<Touched.Tenant> first) {
        private static TouchedView of(Touched touched) {
            Touched.Count sum = touched.sum();
            return new TouchedView(sum.tenants(), sum.roles(), sum.users(), touched.tenants());
        }
    }

    static ImportedView planned(Import imported, boolean changes, Affected affected, Seen seen) {
        return of(imported, true, changes, affected, seen);
    }

    static ImportedView done(Import imported, boolean changed, Affected affected, Seen seen) {
        return of(imported, false, changed, affected, seen);
    }

    private static ImportedView of(Import imported, boolean planned, boolean changed, Affected affected, Seen seen) {
        Touched touched = affected.touched();
        Difference difference = imported.difference();
        List<Move> moves = unsettled(difference.moves(), touched);
        return new ImportedView(
                ApiController.ApiView.of(imported.api(), seen.operator()),
                planned,
                changed,
                imported.settings(),
                imported.served().size(),
                imported.spaceless(),
                imported.pendingKeys(),
                keys(difference.added()),
                keys(difference.retired()),
                keys(difference.revived()),
                pendingAgain(imported, seen.state()),
                losing(difference, touched),
                difference.losing().size(),
                difference.narrowed(),
                views(moves, touched),
                moves.size(),
                TouchedView.of(touched),
                RerouteView.of(imported.reroutes(), affected.gains()),
                imported.reroutes().count(),
                affected.cut(),
                StaleLine.of(seen.state(), imported.api()),
                imported.warnings(),
                imported.proposal().orElse(null));
    }

    private static List<String> keys(List<Action> actions) {
        return actions.stream().map(a -> a.key().toString()).sorted().toList();
    }

    /** Of the API all that wait for a decision, those of earlier imports too; of other APIs those that this import concerns. */
    private static List<String> pendingAgain(Import imported, CommandState state) {
        Stream<Action> others = imported.others().stream()
                .flatMap(other -> Difference.of(other.before(), other.after()).pendingAgain().stream());
        Stream<Action> own = imported.api().actions().stream().filter(state.platform()::pendingAgain);
        return keys(Stream.concat(own, others).toList());
    }

    private static List<Loss> losing(Difference difference, Touched touched) {
        return difference.losing().stream()
                .limit(MOST)
                .map(a -> loss(a, difference, touched.count(a.id())))
                .toList();
    }

    private static Loss loss(Action action, Difference difference, Touched.Count count) {
        ActionStatus becomes = difference.pendingAgain().contains(action) ? ActionStatus.PENDING : ActionStatus.RETIRED;
        return new Loss(action.key().toString(), becomes, count.tenants(), count.roles(), count.users());
    }

    private static List<MoveView> views(List<Move> moves, Touched touched) {
        return moves.stream().limit(MOST).map(m -> MoveView.of(m, touched)).toList();
    }

    /**
     * Drops moves whose switches were already carried, except the latest retired action per target; none if that was not asked of all
     * tenants.
     */
    private static List<Move> unsettled(List<Move> moves, Touched touched) {
        Map<ActionId, Integer> last = new HashMap<>();
        moves.forEach(m -> last.merge(m.to().id(), m.from().id().value(), Math::max));
        return moves.stream()
                .filter(m -> touched.cut()
                        || touched.count(m.from().id()).roles() > 0
                        || m.from().id().value() == last.getOrDefault(m.to().id(), 0))
                .toList();
    }

    /** 409: somebody would lose or gain by it, and nobody said that it is meant. */
    static Refusal wouldRetire(Import imported, Affected affected) {
        Difference difference = imported.difference();
        Touched touched = affected.touched();
        List<Move> moves = unsettled(difference.moves(), touched);
        return new Refusal(Problem.of(
                        ProblemCode.IMPORT_WOULD_RETIRE,
                        what(imported, affected)
                                + ": look at the plan, and import again with `allowRetire` (`--allow-retire`) if that is meant")
                .with("losing", JsonBody.plain(losing(difference, touched)))
                .with("losingCount", difference.losing().size())
                .with("narrowedRoles", difference.narrowed())
                .with("moves", JsonBody.plain(views(moves, touched)))
                .with("moveCount", moves.size())
                .with("rerouted", JsonBody.plain(RerouteView.of(imported.reroutes(), affected.gains())))
                .with("reroutedCount", imported.reroutes().count())
                .with("cut", affected.cut())
                .with("touched", JsonBody.plain(TouchedView.of(touched)))
                .with("settings", JsonBody.plain(imported.settings()))
                .with("warnings", JsonBody.plain(imported.warnings())));
    }

    private static String what(Import imported, Affected affected) {
        Difference difference = imported.difference();
        Touched.Count sum = affected.touched().sum();
        if (!difference.losing().isEmpty()) {
            int more = difference.losing().size() - 1;
            return "`" + difference.losing().getFirst().key() + "`"
                    + (more > 0 ? " and " + Counted.of(more, "more action") : "") + " would go out of force, for "
                    + sum(sum);
        }
        return difference.narrowed().isEmpty()
                ? imported.reroutes()
                        .widening()
                        .map(r -> r.message() + " ("
                                + Counted.of(affected.gains().of(r).users(), "user") + " who could not before)")
                        .orElse(Reroutes.INCOMPLETE)
                : "role `" + difference.narrowed().getFirst() + "` would grant less, for " + sum(sum);
    }

    private static String sum(Touched.Count sum) {
        return Counted.of(sum.users(), "user") + " of " + Counted.of(sum.tenants(), "tenant");
    }
}
