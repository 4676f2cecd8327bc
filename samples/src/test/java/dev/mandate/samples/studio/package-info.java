/** A studio for tests: database, media gateway, and a small server in the gateway's place. */
@NullMarked
package dev.mandate.samples.studio;

import org.jspecify.annotations.NullMarked;
