package dev.mandate.engine;

import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.trie.Edition;
import dev.mandate.engine.user.Subject;

/**
 * Memo of a bearer's user.
 *
 * <p>It is valid until the tenant's users, roles or channels change. Besides the user it holds only editions, so that
 * the memo does not keep an old snapshot in memory.
 */
record SubjectMemo(Edition users, Edition roles, Edition channels, Subject subject) {
    static SubjectMemo of(Tenancy tenancy, Subject subject) {
        return new SubjectMemo(
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
