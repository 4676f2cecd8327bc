package dev.mandate.control.setting;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Checks the ranges of one group of settings. Each check throws an {@link IllegalArgumentException} whose message names the setting, its
 * range and the value.
 *
 * @param group the prefix of its settings, such as {@code mandate.log}
 */
public record SettingCheck(String group) {
    /** The most of any count. Sums of two counts and ten times a rate are computed from it without an overflow. */
    public static final int MOST = 1_000_000_000;

    /** The longest period of work that repeats, and the longest wait. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /** Refuses a number below {@code least} or above {@link #MOST}. */
    public void count(String name, long least, long value) {
        between(name, least, MOST, value);
    }

    /** Refuses a value below {@code least} or above {@code most}. */
    public void between(String name, long least, long most, long value) {
        check(value >= least && value <= most, name, least + " to " + most, value);
    }

    /** Refuses a time below 1 ms or above {@link #LONGEST}. */
    public void period(String name, Duration value) {
        between(name, Duration.ofMillis(1), LONGEST, value);
    }

    /** Refuses a time below {@code least} or above {@code most}. */
    public void between(String name, Duration least, Duration most, Duration value) {
        boolean within = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        check(within, name, text(least) + " to " + text(most), text(value));
    }

    /** Refuses a host that is empty or cannot be resolved. */
    public void address(String name, String host) {
        check(resolves(host), name, "an address of this machine, or a name that resolves to one", host);
    }

    private static boolean resolves(String host) {
        try {
            // an empty name would resolve to the loopback address
            return !host.isBlank() && InetAddress.getByName(host) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void check(boolean right, String name, String range, Object value) {
        if (!right) {
            throw new IllegalArgumentException(
                    "`" + group + "." + name + "` must be " + range + ", not `" + value + "`");
        }
    }

    /** Writes a time as settings write it, in the largest unit that divides it. */
    private static String text(Duration time) {
        if (time.abs().compareTo(Duration.ofDays(MOST)) > 0) {
            return time.toString();
        }
        long millis = time.toMillis();
        if (!Duration.ofMillis(millis).equals(time)) {
            return time.toString();
        }
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes % 60 != 0) {
            return minutes + "m";
        }
        return minutes % 1_440 == 0 ? minutes / 1_440 + "d" : minutes / 60 + "h";
    }
}
