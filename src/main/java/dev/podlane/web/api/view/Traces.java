package dev.podlane.web.api.view;

import dev.podlane.console.ProofCommand;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.notation.PathLines;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Step;
import dev.podlane.trace.Trace;
import dev.podlane.web.api.view.TopologyView.ExtraView;
import dev.podlane.web.api.view.TraceView.ConnectionsView;
import dev.podlane.web.api.view.TraceView.HopView;
import dev.podlane.web.api.view.TraceView.OutcomeView;
import dev.podlane.web.api.view.TraceView.ParentView;
import dev.podlane.web.api.view.TraceView.ProbeView;
import dev.podlane.web.api.view.TraceView.StepView;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the views of walks. */
public final class Traces {
  private final Workspace opened;
  private final Workspace workspace;
  private final Words words;
  private final StepWords stepWords;
  private final Outcomes outcomes;
  private final Evidence evidence;
  private final Shells shells;

  /** Views of walks in this workspace, in these words. */
  public Traces(Workspace workspace, Words words) {
    this(workspace, workspace, words);
  }

  /** Views of the walks of a run, in these words. */
  public Traces(WalkRun run, Words words) {
    this(run.opened(), run.place(), words);
  }

  private Traces(Workspace opened, Workspace workspace, Words words) {
    this.opened = opened;
    this.workspace = workspace;
    this.words = words;
    this.stepWords = new StepWords(words);
    this.outcomes = new Outcomes(workspace, words, stepWords);
    this.evidence = new Evidence(words);
    this.shells = new Shells(workspace);
  }

  /** One walk. */
  public TraceView view(Walked walked) {
    Trace trace = walked.trace();
    return new TraceView(
        probe(walked),
        outcomes.view(walked),
        trace.hops().stream().map(this::hop).toList(),
        paths(trace),
        connections(walked),
        extra(trace),
        null);
  }

  @Nullable ExtraView extra(Trace trace) {
    Set<String> passed = new LinkedHashSet<>();
    trace.hops().forEach(hop -> passed.add(hop.namespace()));
    return Topologies.extra(opened, workspace, passed, words).orElse(null);
  }

  static Map<String, String> paths(Trace trace) {
    return PathLines.of(trace);
  }

  OutcomeView outcome(Walked walked) {
    return outcomes.view(walked);
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
    Probe sent = walked.trace().probe();
    boolean known = walked.trace().outcome().result() != Outcome.Result.UNKNOWN;
    return new ProbeView(
        asked.from(),
        asked.to(),
        lower(sent.protocol()),
        sent.port() == 0 ? null : sent.port(),
        sent.ttl(),
        sent.cold(),
        sent.seed(),
        sent.payload(),
        lower(sent.discovery()),
        source(walked.trace()),
        known || !sent.destination().isUnspecified() ? sent.destination().toString() : null,
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
        .flatMap(happening -> Stream.ofNullable(happening.after()))
        .flatMap(skb -> skb.payload() instanceof IpPacket ip ? Stream.of(ip) : Stream.empty())
        .map(ip -> ip.source().toString())
        .findFirst()
        .orElse(null);
  }

  private HopView hop(Hop hop) {
    List<StepView> steps = new ArrayList<>();
    for (int i = 0; i < hop.steps().size(); i++) {
      steps.add(step(hop, i));
    }
    return hop(hop, steps);
  }

  /** A hop without its steps. */
  HopView frame(Hop hop) {
    return hop(hop, List.of());
  }

  private HopView hop(Hop hop, List<StepView> steps) {
    Hop.Parent parent = hop.parent();
    return new HopView(
        hop.id(),
        parent == null ? null : new ParentView(parent.hop(), parent.step()),
        hop.tick(),
        hop.timeMillis(),
        lower(hop.flow()),
        hop.packet(),
        hop.namespace(),
        workspace.network().namespace(hop.namespace()).map(NetworkNamespace::infra).orElse(false),
        steps);
  }

  StepView step(Hop hop, int index) {
    Hop.Happening happening = hop.steps().get(index);
    return new StepView(
        index,
        happening.seq(),
        happening.step().getClass().getSimpleName(),
        lower(happening.step().level()),
        StepFields.device(happening.step()),
        stepWords.sentence(hop, happening.step()),
        StepFields.of(happening.step()),
        Packets.view(happening.before()),
        Packets.view(happening.after()),
        evidence.of(hop, happening.step()),
        proof(hop, happening.step()));
  }

  private @Nullable String proof(Hop hop, Step step) {
    ProofCommand command = Proofs.of(hop, step);
    return command == null ? null : shells.command(command);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
