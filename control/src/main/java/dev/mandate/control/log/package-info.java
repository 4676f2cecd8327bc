/** The append-only log, assembled from its parts: {@code command}, {@code entry}, {@code follow} and {@code write}. */
@NullMarked
package dev.mandate.control.log;

import org.jspecify.annotations.NullMarked;
