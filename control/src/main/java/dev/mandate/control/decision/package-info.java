/** Decisions that gateways and this node reported: stored within budgets, explained by their id, deleted in time. */
@NullMarked
package dev.mandate.control.decision;

import org.jspecify.annotations.NullMarked;
