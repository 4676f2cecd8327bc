/** Request bodies and pages, read field by field so that a refusal names every bad field. */
@NullMarked
package dev.mandate.samples.media.form;

import org.jspecify.annotations.NullMarked;
