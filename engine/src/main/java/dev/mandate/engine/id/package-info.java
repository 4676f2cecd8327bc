/** Identifiers as types, so that a user can never be passed where a group is meant. */
@NullMarked
package dev.mandate.engine.id;

import org.jspecify.annotations.NullMarked;
