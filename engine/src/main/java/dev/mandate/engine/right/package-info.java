/** Roles, groups and the terms for which they hold. */
@NullMarked
package dev.mandate.engine.right;

import org.jspecify.annotations.NullMarked;
