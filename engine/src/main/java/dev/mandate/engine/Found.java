package dev.mandate.engine;

import dev.mandate.engine.state.Edition;
import dev.mandate.engine.state.Subject;
import dev.mandate.engine.state.Tenancy;

/**
 * A bearer's user as it was found, which is so until the users, the roles or the channels of its tenant are others. Holds
 * editions alone, so that no earlier state is kept for its sake but the user's own.
 */
record Found(Edition users, Edition roles, Edition channels, Subject subject) {
    static Found of(Tenancy tenancy, Subject subject) {
        return new Found(
                tenancy.users().edition(),
                tenancy.roles().edition(),
                tenancy.channels().edition(),
                subject);
    }

    boolean isOf(Tenancy tenancy) {
        return users == tenancy.users().edition()
                && roles == tenancy.roles().edition()
                && channels == tenancy.channels().edition();
    }
}
