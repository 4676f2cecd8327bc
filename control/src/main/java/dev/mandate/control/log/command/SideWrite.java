package dev.mandate.control.log.command;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A write of rows outside the log, in the transaction of the append: unique names, credential hashes, profiles. */
@FunctionalInterface
public interface SideWrite {
    /**
     * Writes the rows; if it fails, nothing is appended.
     *
     * @throws Refusal if the caller can correct the request, such as a name that is taken
     */
    void write(JdbcClient jdbc);
}
