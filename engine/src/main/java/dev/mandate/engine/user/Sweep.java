package dev.mandate.engine.user;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.right.Terms;

/** Rewrites the rows of users so that the pools keep only values that a row refers to. Used once. */
final class Sweep {
    private final Users users;
    private final Renumbering<User.Assigned> roles;
    private final Renumbering<Terms<GroupId>> groups;
    private final Renumbering<SpaceId> channels;
    private final Renumbering<Terms<EntityRole>> others;

    Sweep(Users users) {
        this.users = users;
        this.roles = new Renumbering<>(users.roles());
        this.groups = new Renumbering<>(users.groups());
        this.channels = new Renumbering<>(users.channels());
        this.others = new Renumbering<>(users.shared().others());
    }

    Users swept() {
        Vector<long[]> words = users.rows().words();
        long[][] blocks = new long[words.size()][];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = renumbered(words.get(i));
        }
        Users.Rows before = users.rows();
        Users.Rows rows = new Users.Rows(Vector.of(blocks), before.names(), before.index(), before.count());
        Shared kept = new Shared(roles.kept, groups.kept, channels.kept, others.kept, users.numbering());
        return new Users(rows, kept, users.size(), kept.size());
    }

    private long[] renumbered(long[] block) {
        long[] copy = block.clone();
        for (int at = 0; at < copy.length; at += Row.WORDS) {
            long standing = copy[at];
            long binding = copy[at + 1];
            copy[at] = Row.renumbered(standing, roles.of(Row.role(standing)), groups.of(Row.groups(standing)));
            copy[at + 1] = Row.binding(channels.of(Row.channel(binding)), others.of(Row.others(binding)));
        }
        return copy;
    }

    /** Gives the values of a pool new numbers, in the order in which they are first asked for. */
    private static final class Renumbering<T> {
        private final Pool<T> before;
        private final int[] numbers;
        private Pool<T> kept = Pool.empty();

        Renumbering(Pool<T> before) {
            this.before = before;
            this.numbers = new int[before.size() + 1];
        }

        int of(int number) {
            T value = before.get(number);
            if (value != null && numbers[number] == 0) {
                kept = kept.with(value);
                numbers[number] = kept.size();
            }
            return numbers[number];
        }
    }
}
