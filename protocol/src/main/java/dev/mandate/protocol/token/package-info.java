/** The access tokens that an installation issues, read by one rule on both planes. */
@NullMarked
package dev.mandate.protocol.token;

import org.jspecify.annotations.NullMarked;
