package dev.mandate.control.directory;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import java.util.Objects;
import java.util.Set;

/**
 * One thing that a change mentions. A mention starts with the strictest values: the thing exists, the directory notes the
 * change, and the author reaches everybody whose rights the thing gives. Each change's line in {@link Mentions} relaxes what it need not
 * demand.
 *
 * @param thing its kind and id
 * @param field the member of the change that names the thing, for refusals
 * @param effect what the change does to the thing's listing in the directory
 * @param presence whether the thing must exist before the change
 * @param guard whom the author must reach
 */
public record Mention(Thing thing, String field, Effect effect, Presence presence, Guard guard) {
    private static final Set<Effect> SWITCHING =
            Set.of(Effect.Plain.DISABLED, Effect.Plain.RESERVED, Effect.Plain.ENABLED);

    /** What the change does to the thing's listing in the directory. Some effects also demand something of the author. */
    public sealed interface Effect {
        /** Lists the thing, or replaces its name and description. A removed thing stays removed. */
        record Listed(String name, String description) implements Effect {}

        /** Lists the thing with an empty description. A removed thing is listed again. */
        record Relisted(String name) implements Effect {}

        /** An effect without a name or a description. */
        enum Plain implements Effect {
            /** Sets the revision and the time of the last change. Has no effect on a thing that is not listed. */
            TOUCHED,
            /** As {@link #TOUCHED}, but lists an unlisted thing. For built-in roles, which no change adds. */
            TOUCHED_OR_LISTED,
            /**
             * Marks the thing as removed. A removed user's apps are removed in the same entry. In a repeated answer, a user or app that
             * the entry removed counts as ordinary.
             */
            REMOVED,
            /** As {@link #TOUCHED}. If an Owner disables the user or app, the same entry reserves for Owners who enables it. */
            DISABLED,
            /** Reserves for Owners who enables the user or app. */
            RESERVED,
            /** Lifts {@link #RESERVED}. If the user or app is reserved, the author must be an Owner. */
            ENABLED,
            /** Leaves the listing as it is. */
            NONE
        }
    }

    /** Whether the thing must exist before the change. Checked for changes of a tenant's rights only. */
    public enum Presence {
        /** The tenant has the thing. */
        EXISTS,
        /** The tenant does not have the thing. The author may add it: a user or app that does not exist counts as ordinary. */
        NEW,
        /** The platform has the API, whether the tenant has enabled it or not. */
        ON_PLATFORM,
        /** Not checked here. */
        UNCHECKED
    }

    /** Whom the author must reach: nobody with a higher rank is affected. */
    public enum Guard {
        /**
         * Every user whose rights the thing gives: the user, the app's user, the group's members, the users of a workspace's groups, the
         * users bound to a sales channel. A credential demands {@link #USE} of its app. Other kinds demand nothing.
         */
        REACH,
        /** The app's user; and the author holds the app's management scopes. */
        USE,
        /** Nobody: the change gives or takes no right of these users. */
        FREE
    }

    public Mention {
        Objects.requireNonNull(thing);
        Objects.requireNonNull(field);
        Objects.requireNonNull(effect);
        Objects.requireNonNull(presence);
        Objects.requireNonNull(guard);
        if (guard == Guard.USE && thing.kind() != Thing.Kind.APP) {
            throw new IllegalArgumentException("only an app is used, not " + thing);
        }
        if (presence == Presence.ON_PLATFORM && thing.kind() != Thing.Kind.API) {
            throw new IllegalArgumentException("only an API exists on the platform, not " + thing);
        }
        if (SWITCHING.contains(effect) && thing.kind() != Thing.Kind.USER && thing.kind() != Thing.Kind.APP) {
            throw new IllegalArgumentException("only a user or an app is enabled or disabled, not " + thing);
        }
    }

    /** A thing with the strictest values. */
    static Mention of(Thing.Kind kind, Object id, String field) {
        return new Mention(new Thing(kind, id.toString()), field, Effect.Plain.TOUCHED, Presence.EXISTS, Guard.REACH);
    }

    static Mention user(UserId user) {
        return of(Thing.Kind.USER, user, "user");
    }

    static Mention app(AppId app) {
        return of(Thing.Kind.APP, app, "app");
    }

    static Mention credential(CredentialId credential) {
        return of(Thing.Kind.CREDENTIAL, credential, "credential");
    }

    static Mention group(GroupId group) {
        return of(Thing.Kind.GROUP, group, "group");
    }

    static Mention role(RoleId role) {
        return of(Thing.Kind.ROLE, role, "role");
    }

    static Mention space(SpaceKind kind, SpaceId space) {
        return of(Thing.Kind.of(kind), space, "space");
    }

    static Mention api(ApiId api) {
        return of(Thing.Kind.API, api, "api");
    }

    /** An action whose listing and presence follow rules of their own. */
    static Mention action(ActionId action) {
        return of(Thing.Kind.ACTION, action, "action").named().unchecked();
    }

    /** Names the thing by another field. */
    Mention as(String other) {
        return new Mention(thing, other, effect, presence, guard);
    }

    Mention added(String name) {
        return added(name, "");
    }

    Mention added(String name, String description) {
        return described(name, description).with(Presence.NEW);
    }

    /** Lists or replaces the thing, which may exist. */
    Mention put(String name) {
        return described(name, "").unchecked();
    }

    Mention described(String name, String description) {
        return with(new Effect.Listed(name, description));
    }

    Mention relisted(String name) {
        return with(new Effect.Relisted(name)).unchecked();
    }

    Mention removed() {
        return with(Effect.Plain.REMOVED);
    }

    Mention disabled() {
        return with(Effect.Plain.DISABLED);
    }

    Mention reserved() {
        return with(Effect.Plain.RESERVED);
    }

    Mention enabled() {
        return with(Effect.Plain.ENABLED);
    }

    Mention touchedOrListed() {
        return with(Effect.Plain.TOUCHED_OR_LISTED);
    }

    /** Leaves the listing as it is. */
    Mention named() {
        return with(Effect.Plain.NONE);
    }

    private Mention with(Effect other) {
        return new Mention(thing, field, other, presence, guard);
    }

    Mention onPlatform() {
        return with(Presence.ON_PLATFORM);
    }

    Mention unchecked() {
        return with(Presence.UNCHECKED);
    }

    private Mention with(Presence other) {
        return new Mention(thing, field, effect, other, guard);
    }

    Mention used() {
        return with(Guard.USE);
    }

    Mention free() {
        return with(Guard.FREE);
    }

    private Mention with(Guard other) {
        return new Mention(thing, field, effect, presence, other);
    }
}
