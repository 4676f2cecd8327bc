/** What the gateway tells of its decisions: figures to operators, records to the control plane. */
@NullMarked
package dev.mandate.gateway.usage;

import org.jspecify.annotations.NullMarked;
