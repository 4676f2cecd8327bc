/** Request bodies, read field by field so that a refusal names every bad field. */
@NullMarked
package dev.mandate.samples.form;

import org.jspecify.annotations.NullMarked;
