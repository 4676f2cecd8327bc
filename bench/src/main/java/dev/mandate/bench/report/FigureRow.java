package dev.mandate.bench.report;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * One figure of one subject in one case.
 *
 * @param subject ours or a peer's name
 * @param median not a number where nothing could be measured
 * @param ratio ours to each peer's median, on our rows
 * @param note why nothing could be measured, or what to know of the figure; else empty
 */
public record FigureRow(
        String figure,
        String kase,
        String subject,
        String unit,
        double median,
        double min,
        double max,
        Map<String, Double> ratio,
        String note) {
    public static FigureRow of(String figure, String kase, String subject, String unit, double... samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return new FigureRow(
                figure,
                kase,
                subject,
                unit,
                percentile(sorted, 0.5),
                sorted[0],
                sorted[sorted.length - 1],
                Map.of(),
                "");
    }

    /** A row that says why there is no figure. */
    public static FigureRow without(String figure, String kase, String subject, String unit, String why) {
        return new FigureRow(figure, kase, subject, unit, Double.NaN, Double.NaN, Double.NaN, Map.of(), why);
    }

    /** This row with the ratio to one more peer. */
    public FigureRow against(String peer, FigureRow other) {
        Map<String, Double> ratios = new TreeMap<>(ratio);
        ratios.put(peer, median / other.median);
        return new FigureRow(figure, kase, subject, unit, median, min, max, ratios, note);
    }

    /** Whether there is a figure. */
    public boolean measured() {
        return !Double.isNaN(median);
    }

    /** The value at a rank of sorted samples. */
    public static double percentile(double[] sorted, double rank) {
        int index = (int) Math.ceil(rank * sorted.length) - 1;
        return sorted[Math.clamp(index, 0, sorted.length - 1)];
    }
}
