package dev.podlane.workspace;

import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.net.conntrack.Side;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.RecentHosts;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.filter.nft.Operand;
import dev.podlane.net.filter.nft.SetRef;
import dev.podlane.net.filter.nft.Statement;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.Step;
import dev.podlane.workspace.Traffic.Why;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reasons that only time gives for probes that were not answered, read off their walks. */
final class GapCauses {
  /** Sets in which kube-proxy's nftables form keeps the clients of an endpoint. */
  private static final String AFFINITY_SET = "affinity-";

  private final Workspace place;
  private final State state;
  private final Trace trace;

  GapCauses(Workspace place, State state, Trace trace) {
    this.place = place;
    this.state = state;
    this.trace = trace;
  }

  /**
   * The reason of a failure.
   *
   * @param cause the decision that ended the walk; null if there is none
   * @param pod the pod that should have answered; null if it is not known
   * @param lastConnection number of the connection that was tracked last before the walk
   * @param isKept true if it was sent over a connection that the program had kept open
   * @param wasDelivered true if a probe of the stream was answered before
   */
  @Nullable Why why(
      @Nullable Cause cause,
      @Nullable PodState pod,
      long lastConnection,
      boolean isKept,
      boolean wasDelivered) {
    if (cause != null && wasDelivered && PolicyFacts.of(place, cause).isPresent()) {
      return Why.POLICY_CHANGED;
    }
    if (pod == null) {
      return isWithoutRules() ? Why.RULES_MISSING : null;
    }
    if (!isKept && !isTranslated(Long.MAX_VALUE) && !hasAddress(pod)) {
      return Why.ADDRESS_GONE;
    }
    NodeState node = pod.nodeName() == null ? null : state.nodes().get(pod.nodeName());
    boolean isLost = node != null && node.isSilent();
    boolean isOffered = isOffered(pod);
    if (isOffered && !isLost && isListening(pod)) {
      return null;
    }
    if (!isKept && isSticky()) {
      return Why.AFFINITY_KEPT;
    }
    if (isLost && isOffered) {
      return Why.NODE_LOST;
    }
    if (isKept || isTranslated(lastConnection)) {
      return Why.CONNECTION_KEPT;
    }
    return isOffered || !isTranslated(Long.MAX_VALUE) ? Why.NOT_LISTENING : Why.STALE_RULES;
  }

  /** Returns true if a kube-proxy on the way starts anew at that moment. */
  private boolean isWithoutRules() {
    return trace.hops().stream()
        .map(hop -> state.proxies().get(hop.namespace()))
        .anyMatch(proxy -> proxy != null && proxy.tool().isBlank());
  }

  /** Returns true if the probe was sent to an address that the pod has at that moment. */
  private boolean hasAddress(PodState pod) {
    PodState now = state.pods().pods().get(pod.path());
    PodRuntime runtime = now == null || now.serial() != pod.serial() ? null : now.runtime();
    return runtime != null && trace.probe().destination().equals(runtime.address());
  }

  /**
   * Returns true if a probe was answered by a pod that the rules of the node which translates its
   * destination no longer choose: its connection has outlived them (rule 268).
   *
   * @param pod the pod that answered
   */
  boolean outlivesRules(@Nullable PodState pod, long lastConnection) {
    if (pod == null) {
      return false;
    }
    for (Hop hop : trace.hops()) {
      for (Hop.StepRecord each : hop.steps()) {
        if (each.step() instanceof ConnectionStep.Translated translated
            && translated.side() == Side.DESTINATION
            && !translated.undo()
            && translated.connection() <= lastConnection
            && state.nodes().containsKey(hop.namespace())) {
          return !isChosen(KernelsOverTime.rules(state, hop.namespace()), pod);
        }
      }
    }
    return false;
  }

  /** Returns true if rules of some Service may choose a pod (rules 48 and 49). */
  private static boolean isChosen(Map<String, List<EndpointSlice>> rules, PodState pod) {
    for (List<EndpointSlice> slices : rules.values()) {
      boolean isAnyReady = ends(slices).anyMatch(EndpointSlice.Endpoint::ready);
      boolean isChosen =
          ends(slices)
              .filter(each -> each.pod().equals(pod.path()))
              .anyMatch(each -> isAnyReady ? each.ready() : each.serving());
      if (isChosen) {
        return true;
      }
    }
    return false;
  }

  private static Stream<EndpointSlice.Endpoint> ends(List<EndpointSlice> slices) {
    return slices.stream().flatMap(each -> each.endpoints().stream());
  }

  /** Returns true if the destination was translated, by a connection up to a number. */
  private boolean isTranslated(long lastConnection) {
    return has(
        step ->
            step instanceof ConnectionStep.Translated translated
                && translated.side() == Side.DESTINATION
                && !translated.undo()
                && translated.connection() <= lastConnection);
  }

  /** Returns true if the endpoint was chosen since the client had chosen it before. */
  private boolean isSticky() {
    return has(
        step ->
            step instanceof RuleStep.RulesRead read
                && read.verdict().ending() instanceof Verdict.Ending.Destination
                && read.verdict().hits().stream().anyMatch(hit -> isSticky(hit.rule())));
  }

  private static boolean isSticky(Rule rule) {
    return rule.matches().stream().anyMatch(GapCauses::isRecent)
        || rule.statements().stream()
            .flatMap(all -> all.list().stream())
            .anyMatch(GapCauses::isOfAffinity);
  }

  private static boolean isRecent(Match match) {
    return match instanceof OtherMatch.Extension extension
        && extension.conditions().stream()
            .anyMatch(
                each ->
                    each instanceof RecentHosts recent && recent.verb() == RecentHosts.Verb.RCHECK);
  }

  private static boolean isOfAffinity(Statement statement) {
    return statement instanceof Statement.Relation relation
        && relation.right() instanceof Operand.In in
        && in.set() instanceof SetRef.Named named
        && named.name().startsWith(AFFINITY_SET);
  }

  private boolean has(Predicate<Step> wanted) {
    for (Hop hop : trace.hops()) {
      for (Hop.StepRecord each : hop.steps()) {
        if (wanted.test(each.step())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isListening(PodState pod) {
    PodState now = state.pods().pods().get(pod.path());
    PodRuntime runtime = now == null || now.serial() != pod.serial() ? null : now.runtime();
    return runtime != null
        && runtime.address() != null
        && runtime.containers().stream()
            .allMatch((ContainerRun each) -> each.isListening(state.now()));
  }

  private boolean isOffered(PodState pod) {
    PodState now = state.pods().pods().get(pod.path());
    if (now == null || now.serial() != pod.serial()) {
      return false;
    }
    for (List<EndpointSlice> slices : state.slices().values()) {
      for (EndpointSlice slice : slices) {
        for (EndpointSlice.Endpoint each : slice.endpoints()) {
          if (each.pod().equals(pod.path()) && each.ready()) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
