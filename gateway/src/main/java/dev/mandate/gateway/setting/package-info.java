/** The settings of a gateway and their bounds. */
@NullMarked
package dev.mandate.gateway.setting;

import org.jspecify.annotations.NullMarked;
