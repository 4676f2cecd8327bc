package dev.mandate.control.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whom a handler is open to; without it a read is open to {@link Callers#READERS}, all else to {@link Callers#MANAGERS}. The view or
 * the command checks the rest of the right.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OpenTo {
    Callers value();
}
