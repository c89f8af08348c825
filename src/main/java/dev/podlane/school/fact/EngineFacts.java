package dev.podlane.school.fact;

import dev.podlane.scenario.lesson.Stage;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.scenario.term.Fact;
import dev.podlane.scenario.term.Term;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Outcome;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Traffic;
import dev.podlane.workspace.Walked;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Answers the questions of expressions from one cluster. */
public final class EngineFacts implements Evaluation.Source {
  private static final Fact NO_TARGET = new Fact.Unknown("target");

  private final Walks walks;
  private final @Nullable String current;
  private final Walks start;
  private final EditFacts edits;
  private final StateFacts state;

  private EngineFacts(Walks walks, @Nullable String current, Walks start, EditFacts edits) {
    this.walks = walks;
    this.current = current;
    this.start = start;
    this.edits = edits;
    this.state = new StateFacts(walks.workspace());
  }

  /**
   * Facts about a cluster that the learner has not touched.
   *
   * @param current the probe that names of flows mean; null for none
   */
  public static EngineFacts of(Walks walks, @Nullable String current) {
    return new EngineFacts(walks, current, walks, new EditFacts(List.of(), page -> 0));
  }

  /**
   * Facts about a cluster after a learner's edits.
   *
   * @param start the cluster before them
   * @param own the edits
   * @param passed number of edits by which a page was passed
   */
  public static EngineFacts after(
      Walks walks,
      @Nullable String current,
      Walks start,
      List<Event> own,
      ToIntFunction<String> passed) {
    return new EngineFacts(walks, current, start, new EditFacts(own, passed));
  }

  @Override
  public Fact answer(Term.Call call) {
    return switch (call.function()) {
      case RESULT -> outcome(call, OutcomeFacts::result);
      case ERRNO -> outcome(call, OutcomeFacts::errno);
      case SERVER -> outcome(call, facts -> facts.server(call.field()));
      case ICMP -> outcome(call, facts -> facts.icmp(call.field()));
      case CAUSE -> outcome(call, facts -> facts.cause(call.field()));
      case ARP -> outcome(call, OutcomeFacts::arp);
      case TOOK -> outcome(call, OutcomeFacts::took);
      case HTTP -> outcome(call, facts -> facts.http(call.field()));
      case TRIED -> named(call, OutcomeFacts::tried);
      case ADDRESSES -> named(call, OutcomeFacts::addresses);
      case DELIVERED -> delivered(call.argument(0));
      case CHOICES -> outcome(call, OutcomeFacts::choices);
      case SHARE -> outcome(call, facts -> facts.share(call.argument(1)));
      case ANSWERED -> answered(call.argument(0), call.argument(1));
      case CHANGED -> changed(call.argument(0));
      case PAIRS -> pairs(call.argument(0), call.field());
      case DROP, TTL, SRC, DST, PASSES, NEXT, PREV, LOOKUP, TRANSLATED, WRAPPED, COUNT ->
          path(call);
      case EDITS -> edits.count();
      case EDITED -> edits.edited(call.argument(0));
      case EDITED_AFTER -> edits.editedAfter(call.argument(0), call.argument(1));
      case TYPED -> edits.typed(call.argument(0));
      case LOST, SENT -> traffic(call);
      default -> standing(call);
    };
  }

  private Fact standing(Term.Call call) {
    List<String> args = call.arguments();
    return switch (call.function()) {
      case ROW -> state.row(args.get(0), args.get(1), call.field());
      case ADDR -> state.address(args.get(0), args.get(1));
      case MTU -> state.mtu(args.get(0), args.get(1));
      case MASTER -> state.master(args.get(0), args.get(1));
      case UP -> state.up(args.get(0), args.get(1));
      case SYSCTL -> state.sysctl(args.get(0), args.get(1));
      case LISTENERS -> state.listeners(args.get(0), args.get(1), args.get(2));
      case LISTENER -> state.listener(args.get(0), args.get(1), args.get(2));
      case HOLDERS -> state.holders(args.get(0));
      case RULES -> state.rules(args.get(0), args.get(1));
      case PROBLEM -> state.problem(args.get(0));
      case FINDING -> state.finding(args.get(0));
      case CIDR -> state.cidr(args.get(0));
      case READY -> state.ready(args.get(0));
      case OBJECTS -> state.objects(args.get(0), args.get(1));
      case FIELD -> state.field(args.get(0), args.get(1), args.get(2));
      default -> throw new IllegalStateException("not about a state: " + call.function());
    };
  }

  private Fact outcome(Term.Call call, Function<OutcomeFacts, Fact> question) {
    return outcome(walks, call.argument(0), question);
  }

  private static Fact outcome(Walks in, String probe, Function<OutcomeFacts, Fact> question) {
    Walked walked = in.of(probe).orElse(null);
    if (walked == null) {
      return NO_TARGET;
    }
    OutcomeFacts facts = new OutcomeFacts(in.place(probe), walked);
    return facts.unknown().orElseGet(() -> question.apply(facts));
  }

  /** A question about names, which can be known although the rest of the walk is not. */
  private Fact named(Term.Call call, Function<OutcomeFacts, Fact> question) {
    Walked walked = walks.of(call.argument(0)).orElse(null);
    return walked == null
        ? NO_TARGET
        : question.apply(new OutcomeFacts(walks.place(call.argument(0)), walked));
  }

  private Fact delivered(String probe) {
    List<Walked> all = walks.all(probe);
    boolean isUnknown = all.stream().anyMatch(each -> !each.unsimulated().isEmpty());
    return isUnknown || all.isEmpty()
        ? NO_TARGET
        : Fact.of(
            all.stream()
                .filter(each -> each.trace().outcome().result() == Outcome.Result.DELIVERED)
                .count());
  }

  private Fact answered(String probe, String pod) {
    return Fact.of(
        walks.all(probe).stream()
            .map(each -> each.trace().outcome().server())
            .filter(server -> server != null && server.namespace().equals(pod))
            .count());
  }

  private Fact changed(String probe) {
    Fact now = outcome(walks, probe, OutcomeFacts::result);
    Fact then = outcome(start, probe, OutcomeFacts::result);
    return now instanceof Fact.Unknown ? now : Fact.of(!now.equals(then));
  }

  private Fact pairs(String group, String field) {
    List<String> probes = Optional.ofNullable(walks.ground().groups().get(group)).orElse(List.of());
    List<Fact> results =
        probes.stream().map(each -> outcome(walks, each, OutcomeFacts::result)).toList();
    long unknown = results.stream().filter(each -> each instanceof Fact.Unknown).count();
    Fact good = Fact.of(Outcome.Result.DELIVERED.text());
    long delivered = results.stream().filter(good::equals).count();
    return switch (field) {
      case "delivered" -> Fact.of(delivered);
      case "unknown" -> Fact.of(unknown);
      default -> Fact.of(results.size() - delivered - unknown);
    };
  }

  private Fact path(Term.Call call) {
    String[] words = call.argument(0).split("\\.", 2);
    Optional<Flow> first = flow(words[0]);
    String probe = first.isPresent() ? current : words[0];
    Flow flow = first.orElse(words.length > 1 ? flow(words[1]).orElse(null) : null);
    Walked walked = probe == null ? null : walks.of(probe).orElse(null);
    if (probe == null || walked == null) {
      return NO_TARGET;
    }
    Optional<Fact> unknown = new OutcomeFacts(walks.workspace(), walked).unknown();
    PathFacts facts = new PathFacts(walks.place(probe).network(), walked.trace(), flow);
    return unknown.orElseGet(() -> way(facts, call));
  }

  private static Fact way(PathFacts facts, Term.Call call) {
    List<String> args = call.arguments();
    return switch (call.function()) {
      case DROP -> facts.drop(call.field());
      case TTL -> facts.ttl(args.get(1), args.get(2));
      case SRC -> facts.source(args.get(1), args.get(2));
      case DST -> facts.destination(args.get(1), args.get(2));
      case PASSES -> facts.passes(args.get(1));
      case NEXT -> facts.next(args.get(1));
      case PREV -> facts.previous(args.get(1));
      case LOOKUP -> facts.lookup(args.get(1));
      case TRANSLATED -> facts.translated(args.get(1));
      case WRAPPED -> facts.wrapped(args.get(1));
      default -> facts.count(Stage.of(args.get(1)).orElse(Stage.END));
    };
  }

  private static Optional<Flow> flow(String word) {
    return Arrays.stream(Flow.values()).filter(f -> Stages.word(f).equals(word)).findFirst();
  }

  private Fact traffic(Term.Call call) {
    List<Traffic.Sent> sent = walks.stream(call.argument(0)).orElse(null);
    if (sent == null) {
      return NO_TARGET;
    }
    boolean unknown = sent.stream().anyMatch(each -> each.result() == Outcome.Result.UNKNOWN);
    if (unknown) {
      return new Fact.Unknown("traffic");
    }
    return call.function().word().equals("sent")
        ? Fact.of(sent.size())
        : Fact.of(sent.stream().filter(each -> !each.isDelivered()).count());
  }
}
