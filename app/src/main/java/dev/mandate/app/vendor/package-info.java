/** A vendor of the demonstration: how its tenant, users and apps are set up, and how it calls. */
@NullMarked
package dev.mandate.app.vendor;

import org.jspecify.annotations.NullMarked;
