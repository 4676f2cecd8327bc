/** Who sends a request to the control plane, and whether they stand: bearer tokens and gateway keys (RFC 6750). */
@NullMarked
package dev.mandate.control.token.bearer;

import org.jspecify.annotations.NullMarked;
