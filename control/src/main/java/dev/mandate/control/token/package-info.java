/** Assembles the token endpoint, the security chains and the public keys. */
@NullMarked
package dev.mandate.control.token;

import org.jspecify.annotations.NullMarked;
