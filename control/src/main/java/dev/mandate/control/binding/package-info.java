/** The user services: which sales channel a user is bound to and what it may do there, decided inside each command. */
@NullMarked
package dev.mandate.control.binding;

import org.jspecify.annotations.NullMarked;
