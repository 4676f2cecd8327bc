/** The actions of an API: how to find them, what becomes of them by an import, and how switches move from one to another. */
@NullMarked
package dev.mandate.control.catalogue.action;

import org.jspecify.annotations.NullMarked;
