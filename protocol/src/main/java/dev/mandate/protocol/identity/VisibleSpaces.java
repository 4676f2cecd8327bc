package dev.mandate.protocol.identity;

import java.util.List;

/** The spaces that a caller reaches, as far as they fit one header. */
public sealed interface VisibleSpaces {
    /** The longest list in the header; a caller who reaches more is sent as {@link Ask}. */
    int MAX_LISTED = 100;

    /** Returns whether the space is known to be reached; false if unknown. */
    boolean contain(String space);

    /** Every space of the caller's tenant. */
    record All() implements VisibleSpaces {
        @Override
        public boolean contain(String space) {
            return true;
        }
    }

    /** Exactly these space ids, at most {@value #MAX_LISTED}; with an empty list the caller reaches nothing. */
    record Listed(List<String> ids) implements VisibleSpaces {
        public Listed {
            ids = List.copyOf(ids);
            if (ids.size() > MAX_LISTED) {
                throw new IllegalArgumentException("spaces lists " + ids.size() + " ids, at most " + MAX_LISTED);
            }
            ids.forEach(id -> Identity.requireId("spaces", id));
        }

        @Override
        public boolean contain(String space) {
            return ids.contains(space);
        }
    }

    /** More spaces than fit: the upstream must ask the decision API before it shows anything. */
    record Ask() implements VisibleSpaces {
        @Override
        public boolean contain(String space) {
            return false;
        }
    }
}
