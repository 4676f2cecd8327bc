package dev.mandate.control.log;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands outside the fold and is written in the append's transaction: unique names, credential hashes, profiles. */
@FunctionalInterface
public interface Beside {
    /**
     * Writes; nothing is appended when it fails.
     *
     * @throws Refusal for what the caller can mend, such as a name that is taken
     */
    void write(JdbcClient jdbc);
}
