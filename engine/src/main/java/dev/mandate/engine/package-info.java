/** The decision: a pure function of a request, two snapshots and a time that comes in. */
@NullMarked
package dev.mandate.engine;

import org.jspecify.annotations.NullMarked;
