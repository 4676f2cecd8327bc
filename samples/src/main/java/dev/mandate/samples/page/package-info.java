/** Lists by page, cut to what a caller reaches. */
@NullMarked
package dev.mandate.samples.page;

import org.jspecify.annotations.NullMarked;
