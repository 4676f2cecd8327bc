package dev.mandate.control.catalogue;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.State;
import dev.mandate.engine.change.RoleChange.PermissionSet;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Carries the switches of confirmed moves, tenant by tenant, each in the tenant's own log, before the activation is written to
 * the platform's. A move that is broken off midway gives nobody anything, and is completed by the same call again.
 */
final class MoveKeeper {
    private static final int LONGEST_REASON = 500;

    private final Management management;

    MoveKeeper(Management management) {
        this.management = management;
    }

    /**
     * What of an activation's moves is carried.
     *
     * @param touched who had the old actions
     */
    record Carried(Set<Move> moves, Touched touched) {
        static final Carried NOTHING = new Carried(Set.of(), Touched.NOBODY);

        /** Leaves the command, so that these are carried first. */
        void require(List<Move> wanted) {
            if (!moves.containsAll(wanted)) {
                throw new NotCarried(List.copyOf(wanted));
            }
        }
    }

    /** Signals that the checks passed and that the tenants' switches must be written before the activation. */
    private static final class NotCarried extends RuntimeException {
        private final transient List<Move> moves;

        NotCarried(List<Move> moves) {
            super("moves are to be carried first", null, false, false);
            this.moves = moves;
        }
    }

    /**
     * Runs an activation, which is asked before any tenant is written to: a repeat under an idempotency key, a caller without
     * the right and a failed condition touch none.
     */
    <T> T carriedFirst(Call call, ApiId api, Function<Carried, T> activation) {
        try {
            return activation.apply(Carried.NOTHING);
        } catch (NotCarried first) {
            return activation.apply(carried(call, api, first.moves));
        }
    }

    private Carried carried(Call call, ApiId api, List<Move> moves) {
        State state = management.of(TenantId.PLATFORM);
        Snapshot platform = state.view().platform();
        Touched touched = Touched.of(
                platform,
                List.of(Actions.require(state, api)),
                new HashSet<>(moves.stream().map(m -> m.from().id()).toList()),
                call.at(),
                tenant -> management.of(tenant).view().tenant());
        String reason = reason(api, moves);
        Touched.ids(platform).forEach(tenant -> carry(call, tenant, reason, moves));
        return new Carried(Set.copyOf(moves), touched);
    }

    private void carry(Call call, TenantId tenant, String reason, List<Move> moves) {
        int written = -1;
        while (written != 0) {
            written = management.follow(call, tenant, reason, (state, manager) -> {
                manager.requireOperator();
                List<PermissionSet> changes = new Carrying(state.view(), manager.now()).changes(moves);
                return Proposal.of(changes, changes.size());
            });
        }
    }

    private static String reason(ApiId api, List<Move> moves) {
        String all = "the platform confirmed moves of api `" + api + "`: "
                + String.join(", ", moves.stream().map(Move::toString).toList());
        return all.length() > LONGEST_REASON ? all.substring(0, LONGEST_REASON) + "..." : all;
    }
}
