package dev.mandate.app.up;

import java.io.PrintWriter;

/** One story's share of the demonstration: an upstream of its own, and a tenant that lets a vendor in. */
interface DemoPart extends AutoCloseable {
    /**
     * Sets up what is not there yet, over the management API like anybody. What an earlier start set up stays as it is, however
     * it was changed since. Only the addresses of this start are written.
     *
     * @throws dev.mandate.app.file.Failure if it cannot be set up, with one line that says why
     * @throws dev.mandate.client.token.TokenException if the credentials for it are refused
     */
    void complete();

    /** Says where it answers. */
    void announce(PrintWriter out);

    @Override
    void close();
}
