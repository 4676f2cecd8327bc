/** User roles and their switches. */
@NullMarked
package dev.mandate.control.role;

import org.jspecify.annotations.NullMarked;
