package dev.mandate.bench.chaos;

/** One scripted run against real processes. */
interface Trial {
    /** @throws Broken if something that must hold does not */
    void run(Ground ground) throws Exception;
}
