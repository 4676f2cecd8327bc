/** Parses request bodies field by field, so that one refusal names every invalid field. */
@NullMarked
package dev.mandate.samples.form;

import org.jspecify.annotations.NullMarked;
