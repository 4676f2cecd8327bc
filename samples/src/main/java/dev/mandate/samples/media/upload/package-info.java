/** Presigned uploads and the storage port that takes them. */
@NullMarked
package dev.mandate.samples.media.upload;

import org.jspecify.annotations.NullMarked;
