package dev.podlane.answer.trace;

import dev.podlane.answer.ExchangeView;
import dev.podlane.answer.FoldView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.ResolutionView;
import dev.podlane.answer.TopologyView.ExtraView;
import dev.podlane.answer.TraceView;
import dev.podlane.answer.TraceView.ConnectionsView;
import dev.podlane.answer.TraceView.HopView;
import dev.podlane.answer.TraceView.OutcomeView;
import dev.podlane.answer.TraceView.ParentView;
import dev.podlane.answer.TraceView.ProbeView;
import dev.podlane.answer.TraceView.StepView;
import dev.podlane.answer.evidence.Evidence;
import dev.podlane.answer.sentence.NameWords;
import dev.podlane.answer.sentence.StepWords;
import dev.podlane.answer.topology.Topologies;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.notation.PathLines;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.workspace.HttpAnswer;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.QueryWalk;
import dev.podlane.workspace.Traffic;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the views of walks. */
public final class Traces {
  private final Workspace opened;
  private final Workspace workspace;
  private final Localizer words;
  private final StepWords stepWords;
  private final Outcomes outcomes;
  private final StepViews steps;

  /** Views of walks in this workspace, in these words. */
  public Traces(Workspace workspace, Localizer words) {
    this(workspace, workspace, words);
  }

  /** Views of the walks of a run, in these words. */
  public Traces(WalkRun run, Localizer words) {
    this(run.opened(), run.place(), words);
  }

  /** Views of a probe of a stream, in these words. */
  public Traces(Traffic.Opened probe, Localizer words) {
    this(probe.opened(), probe.place(), words);
  }

  private Traces(Workspace opened, Workspace workspace, Localizer words) {
    this.opened = opened;
    this.workspace = workspace;
    this.words = words;
    this.stepWords = new StepWords(words);
    this.outcomes = new Outcomes(workspace, words, stepWords);
    this.steps = new StepViews(stepWords, new Evidence(words), new Shells(workspace));
  }

  /** One walk as a whole, in full. */
  public TraceView view(Walked walked) {
    Told told = told(walked, Detail.ROWS, Long.MAX_VALUE);
    List<HopView> hops =
        told.hops().stream()
            .map(
                hop ->
                    hop(
                        told,
                        hop,
                        IntStream.range(0, hop.steps().size())
                            .mapToObj(i -> step(told, hop, i, TraceForm.WHOLE.detail(), null))
                            .toList()))
            .toList();
    return new TraceView(
        TraceForm.WHOLE.detail().text(),
        probe(walked),
        told.outcome(),
        walked.lookup() == null ? null : ResolutionView.of(walked.lookup()),
        hops,
        told.folds(),
        paths(walked.trace()),
        connections(walked),
        extra(walked.trace()),
        null,
        null,
        null,
        onward(walked).map(this::view).orElse(null),
        null);
  }

  /** The result of a walk, and the decision behind it. */
  public OutcomeView outcome(Walked walked) {
    return outcomes.view(walked);
  }

  /** The steps of a detail as sentences, in the order in which they happen. */
  public List<StoryLine> story(Walked walked, Detail detail) {
    Told told = told(walked, detail, Long.MAX_VALUE);
    List<StoryLine> lines = new ArrayList<>();
    for (Hop hop : told.hops()) {
      BitSet steps = told.selection().steps(hop);
      for (int i = steps.nextSetBit(0); i >= 0; i = steps.nextSetBit(i + 1)) {
        Hop.StepRecord each = hop.steps().get(i);
        String sentence = stepWords.sentence(hop, each.step());
        lines.add(new StoryLine(each.seq(), lower(hop.flow()), hop.namespace(), sentence));
      }
    }
    lines.sort(Comparator.comparingInt(StoryLine::seq));
    return lines;
  }

  /** The queries for the name of a walk, without one that the walk itself consists of. */
  @SuppressWarnings("ReferenceEquality") // the same walk, not one that looks like it
  static List<QueryWalk> queries(Walked walked) {
    return walked.lookup() == null
        ? List.of()
        : walked.lookup().walks().stream().filter(each -> each.trace() != walked.trace()).toList();
  }

  /** A query as the walk of a probe. */
  static Walked walked(QueryWalk query, Walked of) {
    Probe sent = query.trace().probe();
    ProbeRequest request =
        new ProbeRequest(
            sent.namespace(),
            query.server().toString(),
            sent.protocol(),
            sent.port(),
            sent.ttl(),
            of.request().cold(),
            sent.seed());
    return new Walked(request, null, query.trace(), Map.of(), List.of(), List.of(), null, null);
  }

  /** The connection that a proxy made because of a request. */
  static Optional<Walked> onward(Walked walked) {
    return Optional.ofNullable(walked.answer()).map(HttpAnswer::onward);
  }

  /**
   * Returns the parts of a walk that are told.
   *
   * @param most steps, about
   */
  Told told(Walked walked, Detail detail, long most) {
    Trace trace = walked.trace();
    OutcomeView outcome = outcomes.view(walked);
    String end = outcome.at() == null ? null : outcome.at().namespace();
    Levels each = Levels.of(trace, this::isInfra, end);
    Retries retries = Retries.of(trace.hops(), each, stepWords::sentence);
    LaterSegments later = LaterSegments.of(trace, each);
    Levels levels = each.without(trace.hops(), hop -> retries.repeats(hop) || later.isFolded(hop));
    Selection selection = Selection.of(trace.hops(), levels, detail, most);
    List<FoldView> folds = new Folds(trace.hops(), levels, selection, words).of(retries, later);
    return new Told(walked, outcome, levels, selection, folds);
  }

  @Nullable ExtraView extra(Trace trace) {
    Set<String> passed = new LinkedHashSet<>();
    trace.hops().forEach(hop -> passed.add(hop.namespace()));
    return Topologies.extra(opened, workspace, passed, words).orElse(null);
  }

  static Map<String, String> paths(Trace trace) {
    return PathLines.of(trace);
  }

  static List<ConnectionsView> connections(Walked walked) {
    return walked.connections().entrySet().stream()
        .map(
            tracked ->
                new ConnectionsView(
                    tracked.getKey(),
                    tracked.getValue().stream().map(ConnectionView::toString).toList()))
        .toList();
  }

  static ProbeView probe(Walked walked) {
    ProbeRequest asked = walked.request();
    Probe sent = walked.probe();
    Probe.Exchange exchange = sent.exchange();
    Outcome.Result result = walked.trace().outcome().result();
    boolean known = result != Outcome.Result.UNKNOWN && result != Outcome.Result.PENDING;
    boolean connected = NameWords.isConnected(walked);
    return new ProbeView(
        asked.from(),
        asked.to(),
        lower(sent.protocol()),
        sent.port() == 0 ? null : sent.port(),
        sent.ttl(),
        asked.cold(),
        sent.seed(),
        sent.payload(),
        lower(sent.discovery()),
        sent.sourcePort() == 0 ? null : sent.sourcePort(),
        exchange == null
            ? null
            : new ExchangeView(exchange.request(), exchange.response(), lower(exchange.close())),
        source(walked.trace()),
        connected && (known || !sent.destination().isUnspecified())
            ? sent.destination().toString()
            : null,
        sent.namespace(),
        walked.toNamespace());
  }

  /** The source address: bound by the probe, else the one the first packet left with. */
  private static @Nullable String source(Trace trace) {
    if (trace.probe().source() != null) {
      return trace.probe().source().toString();
    }
    return trace.hops().stream()
        .flatMap(hop -> hop.steps().stream())
        .flatMap(stepRecord -> Stream.ofNullable(stepRecord.after()))
        .flatMap(skb -> skb.payload() instanceof IpPacket ip ? Stream.of(ip) : Stream.empty())
        .map(ip -> ip.source().toString())
        .findFirst()
        .orElse(null);
  }

  /** A hop without its steps. */
  HopView frame(Told told, Hop hop) {
    return hop(told, hop, List.of());
  }

  private HopView hop(Told told, Hop hop, List<StepView> steps) {
    Hop.Parent parent = told.selection().parent(hop);
    return new HopView(
        hop.id(),
        parent == null ? null : new ParentView(parent.hop(), parent.step()),
        hop.tick(),
        hop.timeMillis(),
        lower(hop.flow()),
        hop.packet(),
        hop.namespace(),
        isInfra(hop.namespace()),
        steps);
  }

  StepView step(Told told, Hop hop, int index, Detail detail, @Nullable Refs refs) {
    return steps.view(hop, index, told.levels().of(hop, index), detail, refs);
  }

  private boolean isInfra(String namespace) {
    return workspace.network().namespace(namespace).map(NetworkNamespace::infra).orElse(false);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
