/** SAPL, which needs a class path of its own. */
@NullMarked
package dev.mandate.bench.sapl;

import org.jspecify.annotations.NullMarked;
