package dev.mandate.control.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Whom a handler with a body is open to; without it, to {@link Callers#MANAGERS}. The command asks for the rest of the right. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OpenTo {
    Callers value();
}
