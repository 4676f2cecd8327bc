package dev.mandate.control.directory;

import dev.mandate.engine.catalogue.SpaceKind;
import java.util.Objects;

/** Something with a name of its own in one stream: its kind and its id there. */
public record Thing(Kind kind, String id) {
    /** Whose rights a change to a thing may give or take. */
    public enum Concern {
        NOBODY,
        /** The user itself. */
        USER,
        /** The user that the app acts for. */
        APP,
        /** Whoever its app concerns. */
        CREDENTIAL,
        /** Its members. */
        GROUP,
        /** The members of the groups that list it. */
        WORKSPACE,
        /** The users bound to it. */
        SALES_CHANNEL
    }

    /** What it is. */
    public enum Kind {
        TENANT(Concern.NOBODY),
        WORKSPACE(Concern.WORKSPACE),
        SALES_CHANNEL(Concern.SALES_CHANNEL),
        USER(Concern.USER),
        /** A user role, which has no rank: a change to a built-in one says itself who may make it. */
        ROLE(Concern.NOBODY),
        GROUP(Concern.GROUP),
        APP(Concern.APP),
        CREDENTIAL(Concern.CREDENTIAL),
        API(Concern.NOBODY),
        CONNECTOR(Concern.NOBODY),
        GATEWAY(Concern.NOBODY),
        /** A published key, whose name is the gateway that registered it; empty for a token key. */
        KEY(Concern.NOBODY),
        /** An API whose base path is its document's at every import; its id is the API's. */
        DOCUMENT_BASE_PATH(Concern.NOBODY),
        /** A confirmed move, until its API is imported again; its id is the new action's, its name the old action's id. */
        MOVE(Concern.NOBODY),
        /**
         * An imported action, from its first import on; its description is the digest of what it demands. Empty once it was in
         * force, or once an import changed what it demands: then it is pending again whenever it is pending.
         */
        ACTION(Concern.NOBODY),
        /** An entry whose note was erased; its id is the revision. */
        ERASED_NOTE(Concern.NOBODY);

        private final Concern concern;

        Kind(Concern concern) {
            this.concern = concern;
        }

        /** Returns whom a thing of this kind concerns. */
        public Concern concern() {
            return concern;
        }

        /** Returns the kind of a space. */
        public static Kind of(SpaceKind space) {
            return switch (space) {
                case WORKSPACE -> WORKSPACE;
                case SALES_CHANNEL -> SALES_CHANNEL;
            };
        }
    }

    public Thing {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(id);
    }
}
