/** The rules of commands as pure functions of a state, shown by scenario files. */
@NullMarked
package dev.mandate.control.command;

import org.jspecify.annotations.NullMarked;
