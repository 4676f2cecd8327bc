/** The decision: a pure function of a request, two snapshots and a time. */
@NullMarked
package dev.mandate.engine;

import org.jspecify.annotations.NullMarked;
