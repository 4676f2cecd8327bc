package dev.mandate.control.access;

import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.View;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.CredentialChange.CredentialWithdrawn;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the house over what a command proposes, the same for every command. Pure: state, authority and time come in.
 *
 * <ol>
 *   <li>What follows from the changes joins them: a removed user's apps are removed too.
 *   <li>Every change is one that this authority may make, to everybody that it touches ({@link Touches}).
 *   <li>What a change names is there, and what it adds is not ({@link Existence}).
 *   <li>Credentials of apps that come to hold more are withdrawn in the same entry ({@link Raises}).
 *   <li>Somebody can still administer the stream ({@link Administration}).
 * </ol>
 */
public final class HouseRules {
    private HouseRules() {}

    /**
     * A command's result under the rules of the house.
     *
     * @param withdrawn credentials that ended because their apps came to hold more
     */
    public record Ruled<R>(R result, List<CredentialId> withdrawn) {
        public Ruled {
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /**
     * Completes a proposal.
     *
     * @throws Refusal 400 if a change names what does not exist; 403 if the authority may not make one of the changes; 409 {@code last_administrator} if nobody could
     *     administer the stream afterwards; 409 {@code too_many_changes} if what follows does not fit one entry
     */
    public static <R> ChangeProposal<Ruled<R>> ruled(
            CommandState state, Authority actor, Instant now, ChangeProposal<R> proposed) {
        List<Change> changes = new ArrayList<>(Consequences.of(state, actor, proposed.changes()));
        new Touches(state, actor, now, changes).requireMay();
        // INVARIANT: folding changes one by one gives the same tenancy as one entry of them, but for revisions
        View then = Existence.applied(state.view(), now, ofRights(changes), i -> "");
        List<CredentialId> withdrawn = List.of();
        if (changes.stream().anyMatch(HouseRules::concernsManagement)) {
            requireFits(changes);
            Tenancy before = state.view().tenant().tenancy();
            withdrawn = Raises.withdrawn(before, then.tenant().tenancy(), now);
            List<Change> withdrawals =
                    withdrawn.stream().<Change>map(CredentialWithdrawn::new).toList();
            changes.addAll(withdrawals);
            requireFits(changes);
            Administration.requireKept(before, after(then, withdrawals, now), now);
        }
        return new ChangeProposal<>(changes, new Ruled<>(proposed.result(), withdrawn), proposed.writes());
    }

    /**
     * Refuses to repeat an earlier answer to somebody who may no longer make these changes.
     *
     * @param changes of the entry that was made then; none if the command found everything as it was to be
     * @param thing that the command was about; null if about none in particular
     * @throws Refusal 403
     */
    public static void requireStill(
            CommandState state, Authority actor, Instant now, List<Change> changes, @Nullable Thing thing) {
        Touches earlier = Touches.ofEarlier(state, actor, now, changes);
        earlier.requireMay();
        if (thing != null) {
            earlier.requireReaches(thing);
        }
    }

    private static List<Change> ofRights(List<Change> changes) {
        return changes.stream()
                .filter(change -> !(change instanceof CatalogueChange) && !(change instanceof LogChange))
                .toList();
    }

    /** Whether who may manage can differ afterwards. */
    private static boolean concernsManagement(Change change) {
        return change instanceof UserChange || change instanceof AppChange || change instanceof CredentialChange;
    }

    private static Tenancy after(View then, List<Change> withdrawals, Instant now) {
        Snapshot tenant = then.tenant();
        if (withdrawals.isEmpty()) {
            return tenant.tenancy();
        }
        long platform = then.platform().revision();
        return tenant.apply(new Entry(tenant.revision() + 1, now, platform, withdrawals))
                .tenancy();
    }

    private static void requireFits(List<Change> changes) {
        if (changes.size() > Entry.MOST_CHANGES) {
            throw Refusal.of(
                    ProblemCode.TOO_MANY_CHANGES,
                    "with the apps and credentials that end with it this is " + changes.size()
                            + " changes, and one entry holds " + Entry.MOST_CHANGES
                            + ": remove some of those apps or withdraw some of their secrets first");
        }
    }
}
