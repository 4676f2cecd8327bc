/** What a gateway forwards to the control plane: which paths, and with which headers. */
@NullMarked
package dev.mandate.protocol.gateway;

import org.jspecify.annotations.NullMarked;
