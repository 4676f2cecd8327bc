package dev.mandate.engine;

import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.state.Subject;
import java.time.Instant;

/** Whether one user may do one action in one space: what is left of a {@link Decision} once it is known what is asked for. */
public sealed interface Ruling {
    /** The user reaches the space and holds the action. */
    enum Held implements Ruling {
        HELD
    }

    /** The user does not reach the space, or there is none of the kind. */
    enum Hidden implements Ruling {
        HIDDEN
    }

    /** The user's rights do not hold the action; what is missing is worked out when somebody asks. */
    record Lacking(View view, Subject subject, Endpoint endpoint, Instant now) implements Ruling {
        /** What the rights lack. */
        public Missing missing() {
            return Rights.missing(view, subject, endpoint, now);
        }
    }
}
