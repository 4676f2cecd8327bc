/** The compact stored form of a snapshot. */
@NullMarked
package dev.mandate.protocol.snapshot;

import org.jspecify.annotations.NullMarked;
