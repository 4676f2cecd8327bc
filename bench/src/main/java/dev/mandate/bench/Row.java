package dev.mandate.bench;

import java.util.Arrays;
import java.util.Map;

/**
 * One figure of one subject in one case.
 *
 * @param subject ours or a peer's name
 * @param ratio ours to each peer's median, on our rows
 */
record Row(
        String figure,
        String kase,
        String subject,
        String unit,
        double median,
        double min,
        double max,
        Map<String, Double> ratio) {
    static Row of(String figure, String kase, String subject, String unit, double... samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return new Row(
                figure, kase, subject, unit, percentile(sorted, 0.5), sorted[0], sorted[sorted.length - 1], Map.of());
    }

    Row against(String peer, Row other) {
        return new Row(figure, kase, subject, unit, median, min, max, Map.of(peer, median / other.median));
    }

    /** The value at a rank of sorted samples. */
    static double percentile(double[] sorted, double rank) {
        int index = (int) Math.ceil(rank * sorted.length) - 1;
        return sorted[Math.clamp(index, 0, sorted.length - 1)];
    }
}
