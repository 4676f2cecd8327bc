/** A registry for tests: sales channel services, and the channels' users that call them. */
@NullMarked
package dev.mandate.samples.registry;

import org.jspecify.annotations.NullMarked;
