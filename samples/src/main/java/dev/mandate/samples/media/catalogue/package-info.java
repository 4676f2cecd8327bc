/** The resources that a vendor reads about a task: assets, files, specs, jobs, products, projects and deliverables. */
@NullMarked
package dev.mandate.samples.media.catalogue;

import org.jspecify.annotations.NullMarked;
