/** What the gateway reports of its decisions: metrics for operators, records for the control plane. */
@NullMarked
package dev.mandate.gateway.usage;

import org.jspecify.annotations.NullMarked;
