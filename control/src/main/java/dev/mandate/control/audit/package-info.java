/** The audit trail, which is the log itself: read, verified, its notes erased, its format raised. */
@NullMarked
package dev.mandate.control.audit;

import org.jspecify.annotations.NullMarked;
