/** Passing an allowed call on, and its answer back, streaming both but a short 404 (step 7). */
@NullMarked
package dev.mandate.gateway.upstream;

import org.jspecify.annotations.NullMarked;
