/** What stands around a service under test: a database, and a small server in the gateway's place. */
@NullMarked
package dev.mandate.samples.surroundings;

import org.jspecify.annotations.NullMarked;
