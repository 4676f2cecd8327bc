/** Lists by page, filtered by what the caller reaches. */
@NullMarked
package dev.mandate.samples.page;

import org.jspecify.annotations.NullMarked;
