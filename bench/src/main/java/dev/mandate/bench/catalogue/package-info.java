/** What imports of large documents, and of many, cost the control plane. */
@NullMarked
package dev.mandate.bench.catalogue;

import org.jspecify.annotations.NullMarked;
