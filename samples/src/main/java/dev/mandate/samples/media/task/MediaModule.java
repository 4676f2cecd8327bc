package dev.mandate.samples.media.task;

/** The two kinds of post-production: products of a job, and deliverables of an editorial project. */
public enum MediaModule {
    ECOMM,
    EDITORIAL
}
