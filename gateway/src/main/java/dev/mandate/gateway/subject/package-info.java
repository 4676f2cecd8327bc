/** Who is calling: a token verified, and remembered as long as it may be (step 1). */
@NullMarked
package dev.mandate.gateway.subject;

import org.jspecify.annotations.NullMarked;
