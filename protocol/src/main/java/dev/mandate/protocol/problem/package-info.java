/** Error answers in the form of RFC 9457. */
@NullMarked
package dev.mandate.protocol.problem;

import org.jspecify.annotations.NullMarked;
