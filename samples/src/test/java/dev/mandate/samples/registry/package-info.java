/** A registry for tests: the sales channel services, and users who call them. */
@NullMarked
package dev.mandate.samples.registry;

import org.jspecify.annotations.NullMarked;
