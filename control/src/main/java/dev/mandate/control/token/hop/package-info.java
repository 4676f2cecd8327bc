/** Calls that a gateway passes on: what it says of the caller counts with the gateway's key alone. */
@NullMarked
package dev.mandate.control.token.hop;

import org.jspecify.annotations.NullMarked;
