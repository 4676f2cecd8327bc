/** What is known of one call, the state that it is decided on, and the words of a refusal (steps 2 to 6). */
@NullMarked
package dev.mandate.gateway.decision;

import org.jspecify.annotations.NullMarked;
