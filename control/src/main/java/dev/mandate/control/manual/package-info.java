/** What is documented, served where it is used: the management API's OpenAPI document, and every problem code. */
@NullMarked
package dev.mandate.control.manual;

import org.jspecify.annotations.NullMarked;
