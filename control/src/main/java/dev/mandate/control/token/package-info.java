/** The token endpoint: an app proves itself and is given an access token (RFC 6749, section 4.4; RFC 9068). */
@NullMarked
package dev.mandate.control.token;

import org.jspecify.annotations.NullMarked;
