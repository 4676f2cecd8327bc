package dev.mandate.samples.robot;

/** The nine API calls of a round trip, in order. PARENT is the job or project, ITEM the product or deliverable. */
enum Step {
    TASK,
    ASSETS,
    FILES,
    SPECS,
    START,
    PRESIGN,
    SUBMIT,
    PARENT,
    ITEM
}
