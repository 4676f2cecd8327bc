/** The gateway's own key and the identity that it signs for upstreams. */
@NullMarked
package dev.mandate.gateway.identity;

import org.jspecify.annotations.NullMarked;
