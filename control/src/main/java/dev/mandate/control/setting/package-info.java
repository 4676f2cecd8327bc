/** The check that every record of settings makes of its values. */
@NullMarked
package dev.mandate.control.setting;

import org.jspecify.annotations.NullMarked;
