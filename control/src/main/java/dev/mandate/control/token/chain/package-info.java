/** The security chains: which paths are public, which are for gateways and which need a token. */
@NullMarked
package dev.mandate.control.token.chain;

import org.jspecify.annotations.NullMarked;
