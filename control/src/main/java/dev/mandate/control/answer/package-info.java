/** Bounds the bytes of answers: of one page, and of all answers in memory. */
@NullMarked
package dev.mandate.control.answer;

import org.jspecify.annotations.NullMarked;
