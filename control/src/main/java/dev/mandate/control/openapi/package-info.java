/** The reader of OpenAPI documents: what comes from outside is checked here, before it can become actions. */
@NullMarked
package dev.mandate.control.openapi;

import org.jspecify.annotations.NullMarked;
