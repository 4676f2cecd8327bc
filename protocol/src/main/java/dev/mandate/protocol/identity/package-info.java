/** The signed identity, which names the caller and the visible spaces of a forwarded call to an upstream. */
@NullMarked
package dev.mandate.protocol.identity;

import org.jspecify.annotations.NullMarked;
