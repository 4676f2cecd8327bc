package dev.mandate.bench.engine;

import java.util.ServiceLoader;

/** An engine to be measured. Used by one thread; found by {@link ServiceLoader}, so that each can have its own class path. */
public interface MeasuredEngine {
    /** As in the table. */
    String name();

    /** Takes in all facts of the workload, in the form that serves this engine best. */
    void load(Workload workload) throws Exception;

    /** Puts a question into this engine's own form, before the clock runs. */
    Ask prepare(Question question);

    /** A question that waits to be asked. */
    @FunctionalInterface
    interface Ask {
        /** Has the engine decide. */
        boolean allowed() throws Exception;
    }

    /** The subject of that name on this class path. */
    static MeasuredEngine named(String name) {
        return ServiceLoader.load(MeasuredEngine.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(subject -> subject.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no subject `" + name + "` on the class path"));
    }
}
