/** Identifiers as types, so that the compiler rejects a user id where a group id is expected. */
@NullMarked
package dev.mandate.engine.id;

import org.jspecify.annotations.NullMarked;
