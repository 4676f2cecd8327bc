/** The token endpoint: a client authenticates with its secret and gets an access token (RFC 6749, section 4.4; RFC 9068). */
@NullMarked
package dev.mandate.control.token.endpoint;

import org.jspecify.annotations.NullMarked;
