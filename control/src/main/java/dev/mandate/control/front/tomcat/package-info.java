/** Configures Tomcat: its ports, connections and proxies, and its own errors as problems. */
@NullMarked
package dev.mandate.control.front.tomcat;

import org.jspecify.annotations.NullMarked;
