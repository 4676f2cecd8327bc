package dev.mandate.app.up;

import java.io.PrintWriter;

/** One story's share of the demonstration: an upstream of its own, and a tenant that lets a vendor in. */
interface DemoPart extends AutoCloseable {
    /** Sets up what is not there yet, over the management API like anybody. */
    void complete();

    /** Says where it answers. */
    void announce(PrintWriter out);

    @Override
    void close();
}
