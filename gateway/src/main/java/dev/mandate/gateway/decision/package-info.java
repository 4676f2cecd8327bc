/** Steps 0 to 6: the decision of a request, the state that it is made on, and the words of a refusal. Knows no server. */
@NullMarked
package dev.mandate.gateway.decision;

import org.jspecify.annotations.NullMarked;
