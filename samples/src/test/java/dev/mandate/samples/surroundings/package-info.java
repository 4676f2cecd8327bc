/** The environment of a service under test: a database, and a small server in place of the gateway. */
@NullMarked
package dev.mandate.samples.surroundings;

import org.jspecify.annotations.NullMarked;
