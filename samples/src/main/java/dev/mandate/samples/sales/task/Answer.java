package dev.mandate.samples.sales.task;

/** What a call that makes a task is told; the same each time that the call is repeated. */
record Answer(String location, String body) {}
