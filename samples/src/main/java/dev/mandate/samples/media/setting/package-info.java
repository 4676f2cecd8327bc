/** The settings of a media gateway. */
@NullMarked
package dev.mandate.samples.media.setting;

import org.jspecify.annotations.NullMarked;
