/** The way to the log of every management command: its conditions, names and refusals, without HTTP. */
@NullMarked
package dev.mandate.control.api.command;

import org.jspecify.annotations.NullMarked;
