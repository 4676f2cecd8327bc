/** External post-production tasks and their way from ready to submitted. */
@NullMarked
package dev.mandate.samples.media.task;

import org.jspecify.annotations.NullMarked;
