package dev.mandate.samples.sales.task;

/** The answer to a call that created a task; a repeat of the call gets the same answer. */
record TaskAnswer(String location, String body) {}
