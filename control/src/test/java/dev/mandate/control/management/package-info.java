/** The management API over HTTP, as its users meet it: one control plane for all tests, a fresh tenant for each. */
@NullMarked
package dev.mandate.control.management;

import org.jspecify.annotations.NullMarked;
