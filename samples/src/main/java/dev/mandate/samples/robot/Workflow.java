package dev.mandate.samples.robot;

/** The two modules that a vendor works in. */
public enum Workflow {
    ECOMM,
    EDITORIAL
}
