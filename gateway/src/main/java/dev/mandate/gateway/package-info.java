/** The data plane: one readable path from a vendor's call to its upstream. */
@NullMarked
package dev.mandate.gateway;

import org.jspecify.annotations.NullMarked;
