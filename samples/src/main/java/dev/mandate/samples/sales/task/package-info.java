/** Orders about assets: accepted once each, settled later. */
@NullMarked
package dev.mandate.samples.sales.task;

import org.jspecify.annotations.NullMarked;
