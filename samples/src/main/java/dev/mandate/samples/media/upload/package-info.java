/** Presigned uploads and the storage port that receives them. */
@NullMarked
package dev.mandate.samples.media.upload;

import org.jspecify.annotations.NullMarked;
