package dev.mandate.control.catalogue;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.Refusal;
import dev.mandate.control.log.State;
import dev.mandate.engine.change.RoleChange.PermissionSet;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries the switches of confirmed moves, tenant by tenant, each in the tenant's own log, before the activation is written to
 * the platform's. If the activation fails, what was carried is taken back. A call that ends before that gives nobody anything
 * either, as the action is pending; the same call again completes it.
 */
final class MoveKeeper {
    private static final int LONGEST_REASON = 500;

    private final Management management;

    MoveKeeper(Management management) {
        this.management = management;
    }

    /** Which action moves where, whatever else an import changes of the two. */
    private record Way(ActionId from, ActionId to) {
        static Set<Way> all(Collection<Move> moves) {
            return moves.stream().map(m -> new Way(m.from().id(), m.to().id())).collect(Collectors.toSet());
        }
    }

    /**
     * What of an activation's moves is carried.
     *
     * @param touched who had the old actions
     */
    record Carried(Set<Way> ways, Touched touched) {
        static final Carried NOTHING = new Carried(Set.of(), Touched.NOBODY);

        /** Leaves the command, so that these are carried first. */
        void require(List<Move> wanted) {
            if (!ways.containsAll(Way.all(wanted))) {
                throw new NotCarried(List.copyOf(wanted));
            }
        }
    }

    /** An entry of a tenant's log, by what undoes it. */
    private record Written(TenantId tenant, List<PermissionSet> before) {}

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
     *
     * @throws Refusal 409 if the moves name other actions by then
     */
    <T> T carriedFirst(Call call, ApiId api, Function<Carried, T> activation) {
        try {
            return activation.apply(Carried.NOTHING);
        } catch (NotCarried first) {
            return carriedThen(call, api, first.moves, activation);
        }
    }

    private <T> T carriedThen(Call call, ApiId api, List<Move> moves, Function<Carried, T> activation) {
        List<Written> written = new ArrayList<>();
        try {
            return activation.apply(carried(call, api, moves, written));
        } catch (NotCarried again) {
            takeBack(call, api, written, again);
            throw Refusals.conflict(
                    "move_refused",
                    "api `" + api + "` was imported meanwhile and has other actions under these keys: look at its moves"
                            + " again");
        } catch (RuntimeException e) {
            takeBack(call, api, written, e);
            throw e;
        }
    }

    private Carried carried(Call call, ApiId api, List<Move> moves, List<Written> written) {
        State state = management.of(TenantId.PLATFORM);
        Snapshot platform = state.view().platform();
        Touched touched = Touched.of(
                platform,
                List.of(Actions.require(state, api)),
                new HashSet<>(moves.stream().map(m -> m.from().id()).toList()),
                call.at(),
                tenant -> management.of(tenant).view().tenant());
        String reason = reason("the platform confirmed moves of api `" + api + "`: ", moves);
        for (TenantId tenant : Touched.ids(platform)) {
            for (List<PermissionSet> before = carry(call, tenant, reason, moves);
                    !before.isEmpty();
                    before = carry(call, tenant, reason, moves)) {
                written.add(new Written(tenant, before));
            }
        }
        return new Carried(Way.all(moves), touched);
    }

    /** Returns what undoes it; nothing if all is carried. */
    private List<PermissionSet> carry(Call call, TenantId tenant, String reason, List<Move> moves) {
        return management.follow(call, tenant, reason, (state, manager) -> {
            manager.requireOperator();
            Carrying copy = new Carrying(state.view(), manager.now());
            List<PermissionSet> changes = copy.changes(moves);
            return Proposal.of(changes, copy.asBefore(changes));
        });
    }

    private void takeBack(Call call, ApiId api, List<Written> written, RuntimeException why) {
        String reason = "api `" + api + "`: the activation failed, so the switches of its moves are as before";
        try {
            written.forEach(one -> management.follow(call, one.tenant(), reason, (state, manager) -> {
                manager.requireOperator();
                return Proposal.of(one.before());
            }));
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private static String reason(String what, List<Move> moves) {
        String all = what + String.join(", ", moves.stream().map(Move::toString).toList());
        return all.length() > LONGEST_REASON ? all.substring(0, LONGEST_REASON) + "..." : all;
    }
}
