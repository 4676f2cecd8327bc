/** The management API as the operator's verbs and the demonstration call it. */
@NullMarked
package dev.mandate.app.management;

import org.jspecify.annotations.NullMarked;
