/** What bounds the calls that pass to the control plane undecided. */
@NullMarked
package dev.mandate.gateway.undecided;

import org.jspecify.annotations.NullMarked;
