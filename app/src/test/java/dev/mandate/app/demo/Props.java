package dev.mandate.app.demo;

import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.vendor.ApiCall;
import dev.mandate.app.vendor.Retries;
import dev.mandate.app.vendor.Vendor.Seen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** What the placeholders of {@code docs/statuses.md} stand for: made afresh for each question where asking uses it up. */
final class Props {
    static final Pattern PLACEHOLDER = Pattern.compile("<([A-Za-z ]+)>");
    private static final JsonMapper JSON = new JsonMapper();

    private final RegistryStage stage;
    private final Side a;
    private final Side b;
    private final UnaryOperator<String> known;
    private String revision = "";

    private Props(RegistryStage stage, Side a, Side b, UnaryOperator<String> known) {
        this.stage = stage;
        this.a = a;
        this.b = b;
        this.known = known;
    }

    /** Who works behind the scenes may do everything in its channel. */
    static Props of(RegistryStage stage, String run) {
        Side b = new Side(stage.other(), "stagehand-b" + run);
        return new Props(stage, new Side(stage, "stagehand-a" + run), b, name -> "");
    }

    /** For a stage where the second channel is not: what names something out of reach is told by another's props. */
    static Props without(RegistryStage stage, String run, UnaryOperator<String> outOfReach) {
        Side a = new Side(stage, "stagehand-a" + run);
        return new Props(stage, a, a, outOfReach);
    }

    /** One channel with what stands in it. */
    private static final class Side {
        private final RegistryStage stage;
        private final ChannelUser hand;
        private final Map<String, String> kept = new HashMap<>();

        Side(RegistryStage stage, String hand) {
            this.stage = stage;
            this.hand =
                    ChannelUser.join(stage, hand, stage.tenant() + "-" + hand).with(Cast.allRoles());
        }

        String proposal() {
            return stage.registry().propose(stage.tenant(), stage.channel());
        }

        String settled() {
            return kept("settled", () -> {
                String proposal = proposal();
                must(ApiCall.of("POST", EntityRoles.PROPOSALS + "/reject", Map.of("proposalId", proposal)));
                return proposal;
            });
        }

        String trader() {
            return kept(
                    "trader",
                    () -> must(ApiCall.of("POST", EntityRoles.PROPOSALS + "/accept", Map.of("proposalId", proposal())))
                            .json()
                            .path("traderId")
                            .asString());
        }

        String buyer() {
            return kept(
                    "buyer",
                    () -> must(ApiCall.of("POST", EntityRoles.TRADERS, Map.of("name", "Buyer")))
                            .json()
                            .path("id")
                            .asString());
        }

        /** A body that orders certificates just issued to the trader. */
        Map<String, Object> order(String kind) {
            RegistryOperator.Range range = stage.registry().issue(trader(), 1);
            return switch (kind) {
                case "trade" ->
                    Map.of(
                            "buyerId",
                            buyer(),
                            "currency",
                            "USD",
                            "assets",
                            List.of(Map.of("unitPrice", 90, "start", range.start(), "end", range.end())));
                default -> Map.of("assets", List.of(range));
            };
        }

        String task(String kind) {
            return kept(kind, () -> {
                String path = EntityRoles.TRADERS + "/" + trader() + "/inventory/" + kind;
                Seen taken = must(ApiCall.of("POST", path, order(kind))
                        .once(UUID.randomUUID().toString()));
                return awaited(path, taken.json().path("taskId").asString());
            });
        }

        /** Until it is settled: what comes of it later stands beside what is asked next. */
        private String awaited(String path, String task) {
            Retries.until(
                    seen -> path.endsWith("/trade") || seen.body().contains("DONE"),
                    () -> must(ApiCall.get(path + "/" + task)));
            return task;
        }

        /** Made when first asked for; making it may ask for others. */
        private String kept(String name, Supplier<String> making) {
            String known = kept.get(name);
            if (known != null) {
                return known;
            }
            String made = making.get();
            kept.put(name, made);
            return made;
        }

        private Seen must(ApiCall call) {
            Seen seen = hand.ask(call);
            if (seen.status() >= 300) {
                throw new AssertionError(call.path() + " answered " + seen.status() + ": " + seen.body());
            }
            return seen;
        }
    }

    /** The text with a value in place of each placeholder. */
    String filled(String text, Cast.Caller caller) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), caller)));
    }

    /** What a placeholder stands for. */
    String value(String name, Cast.Caller caller) {
        String told = known.apply(name);
        return told.isEmpty() ? made(name, caller) : told;
    }

    private String made(String name, Cast.Caller caller) {
        return switch (name) {
            case "A" -> stage.channel();
            case "B" -> stage.elsewhere();
            case "itself" -> caller.user();
            case "unknown" -> UUID.randomUUID().toString();
            case "unbound user" -> user();
            case "member of A" -> member(stage);
            case "member of B" -> member(stage.other());
            case "open proposal of A" -> a.proposal();
            case "open proposal of B" -> b.proposal();
            case "settled proposal of A" -> a.settled();
            case "trader of A" -> a.trader();
            case "trader of B" -> b.trader();
            // an order names certificates of its trader; about another's it never comes so far that they are looked at
            case "trade", "retire", "offramp" ->
                JSON.writeValueAsString(side(caller).order(name));
            case "trade of A", "retire of A", "offramp of A" -> a.task(kind(name));
            case "trade of B", "retire of B", "offramp of B" -> b.task(kind(name));
            default -> throw new AssertionError("nobody knows what `" + name + "` stands for");
        };
    }

    private Side side(Cast.Caller caller) {
        return caller.user().startsWith("elsewhere") ? b : a;
    }

    private static String kind(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    private String user() {
        String id = UUID.randomUUID().toString();
        after(stage.admin().must("POST", "/api/v1/users", Map.of("id", id)));
        return id;
    }

    private String member(RegistryStage where) {
        String id = user();
        after(where.registrar().bind(id, where.channel()));
        after(where.registrar().grant(id, where.channel(), "SUPPLIER_VIEWER"));
        return id;
    }

    private void after(ManagementClient.Answer written) {
        revision = written.revision();
    }

    /** What a question must be answered from at least. */
    String revision() {
        return revision;
    }
}
