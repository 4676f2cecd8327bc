/** Passing an allowed call on, and its answer back, without buffering either (step 7). */
@NullMarked
package dev.mandate.gateway.upstream;

import org.jspecify.annotations.NullMarked;
