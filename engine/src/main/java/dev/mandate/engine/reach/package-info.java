/** Which spaces a user reaches: step 5 of the decision. */
@NullMarked
package dev.mandate.engine.reach;

import org.jspecify.annotations.NullMarked;
