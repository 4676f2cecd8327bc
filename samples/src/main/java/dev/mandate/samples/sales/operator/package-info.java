/** The registry's own side: making proposals and certificates, and settling trades. */
@NullMarked
package dev.mandate.samples.sales.operator;

import org.jspecify.annotations.NullMarked;
