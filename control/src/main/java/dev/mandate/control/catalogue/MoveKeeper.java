package dev.mandate.control.catalogue;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.command.Commands;
import dev.mandate.control.catalogue.CatalogueCommand.CarryMoves;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.catalogue.action.Move;
import dev.mandate.control.catalogue.survey.TenantSurvey;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries the switches of confirmed moves, tenant by tenant, each in the tenant's own log. INVARIANT: nothing is carried before
 * the platform's log has the confirmation, so an activation without the move never finds switches that a move brought. What is
 * missing when a call breaks off is missing in the safe direction, and the same call completes it.
 */
final class MoveKeeper {
    private static final int LONGEST_REASON = 500;

    private final Management management;
    private final Commands commands;

    MoveKeeper(Management management, Commands commands) {
        this.management = management;
        this.commands = commands;
    }

    /**
     * Carries what is wanted of the confirmed moves; nothing if none of them is confirmed.
     *
     * @throws RuntimeException of the first tenant whose log failed, after all others were written
     */
    void carry(Call call, ApiId api, Activation.Wanted wanted) {
        carry(
                call,
                api,
                wanted,
                TenantSurvey.tenants(management.of(TenantId.PLATFORM).view().platform()));
    }

    /** The same for some tenants. */
    void carry(Call call, ApiId api, Activation.Wanted wanted, Iterable<TenantId> tenants) {
        List<Move> moves = confirmed(management.of(TenantId.PLATFORM), api, wanted);
        if (moves.isEmpty()) {
            return;
        }
        String reason = reason("the platform confirmed moves of api `" + api + "`: ", moves);
        @Nullable RuntimeException first = null;
        for (TenantId tenant : tenants) {
            try {
                follow(call, tenant, reason, state -> confirmed(state, api, wanted));
            } catch (RuntimeException e) {
                first = joined(first, e);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static List<Move> confirmed(CommandState state, ApiId api, Activation.Wanted wanted) {
        return Actions.find(state, api).map(found -> Move.confirmed(state, found)).orElse(List.of()).stream()
                .filter(wanted::names)
                .toList();
    }

    private static RuntimeException joined(@Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    /** An import may end a confirmation while tenants are left, so each entry carries what is confirmed as it is written. */
    private void follow(Call call, TenantId tenant, String reason, Function<CommandState, List<Move>> moves) {
        boolean more = true;
        while (more) {
            more = commands.submit(call.context().consequence(tenant, reason), new CarryMoves(moves))
                    .result()
                    .result();
        }
    }

    private static String reason(String what, List<Move> moves) {
        String all = what + String.join(", ", moves.stream().map(Move::toString).toList());
        return all.length() > LONGEST_REASON ? all.substring(0, LONGEST_REASON) + "..." : all;
    }
}
