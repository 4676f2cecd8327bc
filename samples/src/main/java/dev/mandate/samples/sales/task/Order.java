package dev.mandate.samples.sales.task;

import dev.mandate.samples.sales.asset.Range;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is asked for in a call that makes a task; its ranges do not overlap. */
public sealed interface Order {
    /** The certificates, in the order of the call. */
    List<Range> ranges();

    /** To sell to another trader of the channel. */
    record Trade(UUID buyerId, Currency currency, List<Lot> lots) implements Order {
        public Trade {
            lots = List.copyOf(lots);
        }

        /** What the buyer pays, with two decimals. */
        BigDecimal total() {
            return lots.stream().map(Lot::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        @Override
        public List<Range> ranges() {
            return lots.stream().map(Lot::range).toList();
        }
    }

    /** To use up, so that nobody can any more, for somebody or for oneself. */
    record Retire(Optional<String> beneficiary, List<Range> ranges) implements Order {
        public Retire {
            ranges = List.copyOf(ranges);
        }
    }

    /** To take out of the registry. */
    record Offramp(List<Range> ranges) implements Order {
        public Offramp {
            ranges = List.copyOf(ranges);
        }
    }

    /** The kind of the task. */
    default TaskKind kind() {
        return switch (this) {
            case Trade trade -> TaskKind.TRADE;
            case Retire retire -> TaskKind.RETIRE;
            case Offramp offramp -> TaskKind.OFFRAMP;
        };
    }
}
