package dev.mandate.samples.sales.task;

import dev.mandate.samples.sales.asset.Range;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An order about a trader's assets, from a call that creates a task; its ranges do not overlap. */
public sealed interface Order {
    /** Returns the certificates, in the order of the call. */
    List<Range> ranges();

    /** Sells certificates to another trader of the channel. */
    record Trade(UUID buyerId, Currency currency, List<Lot> lots) implements Order {
        public Trade {
            lots = List.copyOf(lots);
        }

        /** Returns the price that the buyer pays, with two decimals. */
        BigDecimal total() {
            return lots.stream().map(Lot::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        @Override
        public List<Range> ranges() {
            return lots.stream().map(Lot::range).toList();
        }
    }

    /**
     * Retires certificates, so that nobody can use them again; {@code beneficiary} names for whom, empty for the trader
     * itself.
     */
    record Retire(Optional<String> beneficiary, List<Range> ranges) implements Order {
        public Retire {
            ranges = List.copyOf(ranges);
        }
    }

    /** Removes certificates from the registry. */
    record Offramp(List<Range> ranges) implements Order {
        public Offramp {
            ranges = List.copyOf(ranges);
        }
    }

    /** Returns the kind of the task. */
    default TaskKind kind() {
        return switch (this) {
            case Trade trade -> TaskKind.TRADE;
            case Retire retire -> TaskKind.RETIRE;
            case Offramp offramp -> TaskKind.OFFRAMP;
        };
    }
}
