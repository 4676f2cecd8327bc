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

/**
 * One thing that a change mentions. A mention starts with the strictest values: the thing exists, the directory notes the
 * change, and the author reaches everybody whom the thing concerns. The line of a change relaxes them where it may.
 *
 * @param field names the thing in errors
 * @param effect on the thing's listing in the directory
 * @param presence of the thing before the change
 * @param guard what the author must be able to reach
 */
public record Mention(Thing thing, String field, Effect effect, Presence presence, Guard guard) {
    /** What the directory keeps of the change. */
    public sealed interface Effect {
        /** Adds the thing, or describes it anew; a removed one stays removed. */
        record Listed(String name, String description) implements Effect {}

        /** Adds the thing, or brings a removed one back. */
        record Relisted(String name) implements Effect {}

        /** An effect that needs no text. */
        enum Plain implements Effect {
            /** Only the revision and the time of the last change. Has no effect on a thing that is not listed. */
            TOUCHED,
            /** The same, and lists the thing if it is not: one that no change adds. */
            TOUCHED_OR_LISTED,
            REMOVED,
            /** Only an Owner may enable the thing. */
            RESERVED,
            /** The thing is enabled; lifts {@link #RESERVED}. */
            ENABLED,
            NONE
        }
    }

    /** What a change of a tenant's rights presumes of the thing. */
    public enum Presence {
        EXISTS,
        NEW,
        /** Exists on the platform, whatever the tenant has of it. */
        ON_PLATFORM,
        UNCHECKED
    }

    /** What the change demands of its author. */
    public enum Guard {
        /** Everybody whom the thing concerns ({@link Thing.Concern}) is within reach; the app of a credential is usable. */
        REACH,
        /** The app's user is within reach and the author holds the app's management scopes. */
        USE,
        /** The change gives and takes nothing that the thing's people have. */
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

    /** Another field that names the thing. */
    Mention as(String other) {
        return new Mention(thing, other, effect, presence, guard);
    }

    Mention added(String name) {
        return added(name, "");
    }

    Mention added(String name, String description) {
        return described(name, description).with(Presence.NEW);
    }

    /** Adds or replaces the thing. */
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

    Mention reserved() {
        return with(Effect.Plain.RESERVED);
    }

    Mention enabled() {
        return with(Effect.Plain.ENABLED);
    }

    Mention touchedOrListed() {
        return with(Effect.Plain.TOUCHED_OR_LISTED);
    }

    /** Named by the change, which leaves its listing alone. */
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
