/**
 * Decision records: what an enforcement point reports of each decision, so that the decision can be explained by its
 * id.
 */
@NullMarked
package dev.mandate.protocol.record;

import org.jspecify.annotations.NullMarked;
