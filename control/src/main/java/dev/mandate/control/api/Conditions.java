package dev.mandate.control.api;

import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.State;

/** What a request demands besides the rules. Both are asked at the state that the append depends on. */
interface Conditions {
    /** No demands. */
    Conditions NONE = new Conditions() {
        @Override
        public void requireForm() {}

        @Override
        public void requireMatch(State state, Thing target) {}
    };

    /**
     * Refuses a request that is malformed, which only an admitted caller learns.
     *
     * @throws dev.mandate.control.log.Refusal 400
     */
    void requireForm();

    /**
     * Refuses a request that was made for another state of the target.
     *
     * @throws dev.mandate.control.log.Refusal 412
     */
    void requireMatch(State state, Thing target);
}
