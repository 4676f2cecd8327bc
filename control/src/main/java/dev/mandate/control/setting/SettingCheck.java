package dev.mandate.control.setting;

import java.time.Duration;

/**
 * Checks the ranges of one group of settings. Each check throws an {@link IllegalArgumentException} whose message names the setting, its
 * range and the value.
 *
 * @param group the prefix of its settings, such as {@code mandate.log}
 */
public record SettingCheck(String group) {
    /** Refuses a value below {@code least}. */
    public void atLeast(String name, long least, long value) {
        check(value >= least, name, "at least " + least, value);
    }

    /** Refuses a value below {@code least} or above {@code most}. */
    public void between(String name, long least, long most, long value) {
        check(value >= least && value <= most, name, least + " to " + most, value);
    }

    /** Refuses a time that is not longer than zero. */
    public void positive(String name, Duration value) {
        check(value.isPositive(), name, "more than 0", text(value));
    }

    /** Refuses a time below {@code least}. */
    public void atLeast(String name, Duration least, Duration value) {
        check(value.compareTo(least) >= 0, name, "at least " + text(least), text(value));
    }

    /** Refuses a time below {@code least} or above {@code most}. */
    public void between(String name, Duration least, Duration most, Duration value) {
        boolean within = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        check(within, name, text(least) + " to " + text(most), text(value));
    }

    private void check(boolean right, String name, String range, Object value) {
        if (!right) {
            throw new IllegalArgumentException(
                    "`" + group + "." + name + "` must be " + range + ", not `" + value + "`");
        }
    }

    /** Writes a time as settings write it, in the largest unit that divides it. */
    private static String text(Duration time) {
        long millis = time.toMillis();
        if (!Duration.ofMillis(millis).equals(time)) {
            return time.toNanos() + "ns";
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
