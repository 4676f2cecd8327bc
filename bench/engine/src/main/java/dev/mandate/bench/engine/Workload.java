package dev.mandate.bench.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who may do what, the same facts for every engine. 1,000 tenants, of which the first has half of the users; in each 50 user
 * roles with about half of the switches on; each user has one role and is bound to one of 20 sales channels of its tenant with
 * an eighth of the entity roles. Drawn from one seed, so that two processes hold the same.
 */
public final class Workload {
    public static final int TENANTS = 1_000;
    public static final int ROLES = 50;
    public static final int CHANNELS = 20;
    private static final long SEED = 20_26;
    private static final long ALL_RIGHTS = (1L << Offer.RIGHTS.size()) - 1;

    private final BitSet[] switches = new BitSet[TENANTS * ROLES];
    private final byte[] roles;
    private final byte[] channels;
    private final long[] rights;

    public Workload(int users) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < switches.length; i++) {
            switches[i] = BitSet.valueOf(new long[] {random.nextLong(), random.nextLong()});
            switches[i].clear(Offer.SWITCHES, Long.SIZE * 2);
        }
        roles = new byte[users];
        channels = new byte[users];
        rights = new long[users];
        for (int user = 0; user < users; user++) {
            roles[user] = (byte) random.nextInt(ROLES);
            channels[user] = (byte) random.nextInt(CHANNELS);
            rights[user] = eighth(random) & ALL_RIGHTS;
        }
    }

    /** Bits that are each set with a probability of an eighth. */
    private static long eighth(SplittableRandom random) {
        long bits = random.nextLong();
        bits &= random.nextLong();
        bits &= random.nextLong();
        return bits;
    }

    public int users() {
        return roles.length;
    }

    public int tenant(int user) {
        int large = roles.length / 2;
        return user < large ? 0 : 1 + (user - large) % (TENANTS - 1);
    }

    public String role(int user) {
        return roleName(roles[user]);
    }

    /** Every tenant has roles of these names; what they hold differs. */
    public static String roleName(int role) {
        return "r" + role;
    }

    public String channel(int user) {
        return channelName(channels[user]);
    }

    public static String channelName(int channel) {
        return "c" + channel;
    }

    public static String userName(int user) {
        return "u" + user;
    }

    public static String tenantName(int tenant) {
        return "t" + tenant;
    }

    /** The actions that a user role of a tenant has Access on. */
    public List<ApiAction> switchedOn(int tenant, int role) {
        return switches[tenant * ROLES + role].stream()
                .mapToObj(Offer.ACTIONS::get)
                .toList();
    }

    /** The entity roles on the user's binding. */
    public List<EntityRight> rights(int user) {
        return Offer.RIGHTS.stream()
                .filter(right -> (rights[user] >> right.index() & 1) == 1)
                .toList();
    }

    /** The right answer, found without any engine. */
    boolean allows(int user, ApiAction action, String channel) {
        if (action.switched()) {
            return switches[tenant(user) * ROLES + roles[user]].get(action.index());
        }
        return channel.equals(channel(user)) && rights(user).stream().anyMatch(right -> right.grants(action));
    }

    /** Questions of uniformly random users, half of them allowed; of the denied ones on a channel half name another channel. */
    List<Question> questions(int count) {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        List<Question> questions = new ArrayList<>(count);
        while (questions.size() < count) {
            questions.add(question(random, random.nextInt(users()), random.nextBoolean()));
        }
        return questions;
    }

    /** Draws until the answer is the one wanted: every user is allowed and denied something. */
    private Question question(SplittableRandom random, int user, boolean allowed) {
        while (true) {
            ApiAction action = Offer.ACTIONS.get(random.nextInt(Offer.ACTIONS.size()));
            int other = (channels[user] + 1 + random.nextInt(CHANNELS - 1)) % CHANNELS;
            boolean own = allowed || random.nextBoolean();
            String channel = action.switched() ? "" : channelName(own ? channels[user] : other);
            if (allows(user, action, channel) == allowed) {
                return new Question(user, action, channel, action.path(channel, random.nextInt(1_000)), allowed);
            }
        }
    }
}
