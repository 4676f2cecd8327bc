/** External post-production tasks, from ready to submitted. */
@NullMarked
package dev.mandate.samples.media.task;

import org.jspecify.annotations.NullMarked;
