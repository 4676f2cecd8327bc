package dev.mandate.control.access;

import dev.mandate.control.directory.Mention;
import dev.mandate.control.directory.Mentions;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Instant;
import java.util.List;

/** Whether an authority may touch the users and apps that changes mention ({@link Mentions}). */
final class Touches {
    private final CommandState state;
    private final Authority actor;
    private final List<Change> changes;
    private final Reached reached;
    private final TouchedApps apps;

    Touches(CommandState state, Authority actor, Instant now, List<Change> changes) {
        this(state, actor, changes, Ranking.before(state, now, changes));
    }

    private Touches(CommandState state, Authority actor, List<Change> changes, Ranking standings) {
        this.state = state;
        this.actor = actor;
        this.changes = changes;
        this.reached = new Reached(actor, standings);
        this.apps = new TouchedApps(actor, reached, standings);
    }

    /** Changes of an entry that was written at an earlier state. */
    static Touches ofEarlier(CommandState state, Authority actor, Instant now, List<Change> changes) {
        return new Touches(state, actor, changes, Ranking.since(state, now, changes));
    }

    /**
     * Refuses the first change that the authority may not make.
     *
     * @throws Refusal 403 {@code user_above} or {@code owners_only}
     */
    void requireMay() {
        changes.forEach(this::requireMay);
    }

    /**
     * Refuses a thing that is above the authority, whatever the changes were. One that is gone is nobody's any more.
     *
     * @throws Refusal 403 {@code user_above}
     */
    void requireReaches(Thing thing) {
        Tenancy tenancy = state.view().tenant().tenancy();
        boolean user = thing.kind() == Thing.Kind.USER && tenancy.users().contains(new UserId(thing.id()));
        boolean app = thing.kind() == Thing.Kind.APP && tenancy.apps().contains(new AppId(thing.id()));
        if (user || app) {
            reach(thing);
        }
    }

    private void requireMay(Change change) {
        Mentions mentions = Mentions.of(change);
        mentions.all().forEach(this::requireMention);
        mentions.ownersTo().ifPresent(this::requireOwner);
    }

    private void requireMention(Mention mention) {
        Thing thing = mention.thing();
        switch (mention.guard()) {
            case REACH -> reach(thing);
            case USE -> apps.use(new AppId(thing.id()));
            case FREE -> {
                // gives and takes nothing that somebody has
            }
        }
        if (mention.effect() == Mention.Effect.Plain.ENABLED && Consequences.reserved(state, thing)) {
            requireOwner("enable " + mention.field() + " `" + thing.id() + "`, which an Owner disabled");
        }
    }

    /** Whose rights a change to the thing may give or take, by the thing's kind. */
    private void reach(Thing thing) {
        switch (thing.kind().concern()) {
            case USER -> reached.user(new UserId(thing.id()));
            case APP -> apps.change(new AppId(thing.id()));
            case CREDENTIAL -> apps.useOwnerOf(new CredentialId(thing.id()));
            case GROUP -> reached.membersOf(new GroupId(thing.id()));
            case WORKSPACE -> reached.whoeverIsGiven(SpaceKind.WORKSPACE, new SpaceId(thing.id()));
            case SALES_CHANNEL -> reached.whoeverIsGiven(SpaceKind.SALES_CHANNEL, new SpaceId(thing.id()));
            case NOBODY -> {
                // no user's rights; the commands check who may
            }
        }
    }

    private void requireOwner(String what) {
        if (!actor.owner()) {
            throw Refusal.of(ProblemCode.OWNERS_ONLY, "only an Owner may " + what);
        }
    }
}
