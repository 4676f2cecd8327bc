package dev.mandate.engine;

import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.Subject;
import java.time.Instant;

/** Steps 5 and 6 of a {@link Decision}: whether one user may do one action in one space. */
public sealed interface Ruling {
    /** The user reaches the space and holds the action. */
    enum Held implements Ruling {
        HELD
    }

    /** The user does not reach the space, or no space of this kind has the id. */
    enum Hidden implements Ruling {
        HIDDEN
    }

    /** The user does not hold the action. What is missing is computed on demand. */
    record Lacking(View view, Subject subject, Endpoint endpoint, Instant now) implements Ruling {
        /** Returns what the user's rights lack. */
        public Missing missing() {
            return Rights.missing(view, subject, endpoint, now);
        }
    }
}
