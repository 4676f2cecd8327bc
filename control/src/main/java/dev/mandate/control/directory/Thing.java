package dev.mandate.control.directory;

import dev.mandate.engine.catalogue.SpaceKind;
import java.util.Objects;

/** Something with a name of its own in one stream: its kind and its id there. */
public record Thing(Kind kind, String id) {
    /** What it is. */
    public enum Kind {
        TENANT,
        WORKSPACE,
        SALES_CHANNEL,
        USER,
        /** A user role. */
        ROLE,
        GROUP,
        APP,
        CREDENTIAL,
        API,
        CONNECTOR,
        GATEWAY,
        /** A published key, whose name is the gateway that registered it; empty for a token key. */
        KEY,
        /** An API whose base path is its document's at every import; its id is the API's. */
        DOCUMENT_BASE_PATH,
        /** A confirmed move, until its API is imported again; its id is the new action's, its name the old action's id. */
        MOVE,
        /**
         * An imported action, from its first import on; its description is the digest of what it demands. Empty once it was in
         * force, or once an import changed what it demands: then it is pending again whenever it is pending.
         */
        ACTION,
        /** An entry whose note was erased; its id is the revision. */
        ERASED_NOTE;

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
