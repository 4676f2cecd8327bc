/** The JSON form of the changes of an entry, in every released version. */
@NullMarked
package dev.mandate.protocol.change;

import org.jspecify.annotations.NullMarked;
