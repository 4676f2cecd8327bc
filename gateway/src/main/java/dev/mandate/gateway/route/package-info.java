/** The shape of a request: what is asked, or why two readers could take it for two things (step 0). */
@NullMarked
package dev.mandate.gateway.route;

import org.jspecify.annotations.NullMarked;
