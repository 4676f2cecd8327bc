/** Bytes of HTTP/1.1 as the gateway reads them from upstreams and writes them to both sides. */
@NullMarked
package dev.mandate.gateway.wire;

import org.jspecify.annotations.NullMarked;
