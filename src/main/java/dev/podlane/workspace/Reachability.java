package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.Because;
import dev.podlane.cluster.policy.verdict.Decision;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Ip;
import dev.podlane.workspace.PolicyViews.Asked;
import dev.podlane.workspace.PolicyViews.View;
import dev.podlane.workspace.TargetException.Why;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers what policies say of packets as enforcing points see them, whether or not somebody
 * listens. For one run of questions, by one thread: each end is resolved once.
 */
public final class Reachability {
  private final PolicyIndex index;
  private final PolicyEnds ends;
  private final PolicyViews views;
  private final Cluster cluster;

  private Reachability(Workspace workspace, Cluster cluster, PolicyIndex index) {
    this.index = index;
    this.cluster = cluster;
    this.ends = new PolicyEnds(workspace, index);
    this.views = new PolicyViews(cluster, ends);
  }

  /** The policies of an opened cluster; empty for a Linux network, which has none. */
  public static Optional<Reachability> of(Workspace workspace) {
    PolicyIndex index = workspace.desired().names().policies();
    return index == null
        ? Optional.empty()
        : workspace.cluster().map(cluster -> new Reachability(workspace, cluster, index));
  }

  /** Returns false if nothing in the cluster enforces policies (rule 106). */
  public boolean isEnforced() {
    return cluster.network().nodes().policyEngine().enforces();
  }

  /**
   * Answers a question.
   *
   * @throws TargetException if an end or a port means nothing, or more than one thing
   */
  public PolicyAnswer answer(PolicyProbe probe) {
    PolicyEnd from = ends.of("from", probe.from()).end();
    PolicyEnds.Known known = ends.of("to", probe.to());
    PolicyEnd to = known.end() instanceof PolicyEnd.Itself ? from : known.end();
    int port = port(probe, known.port(), to);
    for (PolicyEnd each : List.of(from, to)) {
      if (each instanceof PolicyEnd.Open open) {
        return PolicyAnswer.unknown(open.missing());
      }
    }
    Ip.Family family = family(probe, from, to);
    Ip.Family given = literal(from) == null ? literal(to) : literal(from);
    boolean apart = literal(from) != null && literal(to) != null && literal(from) != literal(to);
    if (apart || (given != null && given != family)) {
      return PolicyAnswer.unknown("family");
    }
    Party sender = views.party(from, family);
    Asked asked = new Asked(from, sender, views.node(from), probe.protocol(), port);
    return verdict(ways(asked, to));
  }

  private static Ip.@Nullable Family literal(PolicyEnd end) {
    return end instanceof PolicyEnd.At at ? at.address().family() : null;
  }

  private static Ip.Family family(PolicyProbe probe, PolicyEnd from, PolicyEnd to) {
    if (probe.family() != null) {
      return probe.family();
    }
    for (PolicyEnd each : List.of(to, from)) {
      Ip.Family own = literal(each);
      if (own != null) {
        return own;
      }
      if (each instanceof PolicyEnd.OfPod its && its.pod().isOnlyV6()) {
        return Ip.Family.IPV6;
      }
      if (each instanceof PolicyEnd.OfService its && !its.service().clusterIps().isEmpty()) {
        boolean named = its.address().equals(Ip.ANY);
        return (named ? its.service().clusterIps().get(0) : its.address()).family();
      }
    }
    return Ip.Family.IPV4;
  }

  /** Each way is a list of packets that all have to pass. */
  private List<List<View>> ways(Asked asked, PolicyEnd to) {
    if (to instanceof PolicyEnd.OfService its) {
      Service service = its.service();
      if (service.headless()) {
        return views.headless(asked, service);
      }
      int number = PolicyViews.index(service, asked.protocol(), asked.port());
      if (number < 0) {
        // No rule translates it: the packet keeps the address it is sent to (rule 59).
        Ip address = own(its, asked.family());
        return address == null ? List.of() : views.direct(asked, new PolicyEnd.At(address));
      }
      return views.service(asked, service, number, its.inside());
    }
    if (to instanceof PolicyEnd.OfNode its) {
      NodePort at = views.atNodePort(asked.protocol(), asked.port());
      if (at != null) {
        return views.nodePort(asked, at.service(), at.index(), its.node());
      }
      List<List<View>> byHostPort = views.hostPort(asked, its.node());
      if (byHostPort != null) {
        return byHostPort;
      }
    }
    return views.direct(asked, to);
  }

  private static @Nullable Ip own(PolicyEnd.OfService its, Ip.Family family) {
    return its.address().equals(Ip.ANY)
        ? its.service().clusterIps().stream()
            .filter(ip -> ip.family() == family)
            .findFirst()
            .orElse(null)
        : its.address();
  }

  private PolicyAnswer verdict(List<List<View>> ways) {
    Map<Verdict, Decision> first = new EnumMap<>(Verdict.class);
    for (List<View> way : ways) {
      Decision decision = decide(way);
      first.putIfAbsent(decision.verdict(), decision);
      if (first.containsKey(Verdict.ALLOW) && first.containsKey(Verdict.DENY)) {
        List<Because> both = new ArrayList<>();
        Decision denied = first.get(Verdict.DENY);
        Decision allowed = first.get(Verdict.ALLOW);
        both.addAll(denied == null ? List.of() : denied.because());
        both.addAll(allowed == null ? List.of() : allowed.because());
        return new PolicyAnswer(PolicyAnswer.Verdict.MIXED, both, null);
      }
    }
    Decision unknown = first.get(Verdict.UNKNOWN);
    Decision only = unknown == null ? first.values().stream().findFirst().orElse(null) : unknown;
    if (only == null) {
      return PolicyAnswer.unknown("no-endpoints");
    }
    PolicyAnswer.Verdict verdict = PolicyAnswer.Verdict.valueOf(only.verdict().name());
    return new PolicyAnswer(verdict, only.because(), null);
  }

  private Decision decide(List<View> way) {
    if (way.size() == 1) {
      return index.decide(way.get(0).packet(), way.get(0).directions());
    }
    List<Because> because = new ArrayList<>();
    boolean unknown = false;
    for (View each : way) {
      Decision decision = index.decide(each.packet(), each.directions());
      if (decision.verdict() == Verdict.DENY) {
        return decision;
      }
      unknown |= decision.verdict() == Verdict.UNKNOWN;
      because.addAll(decision.because());
    }
    return new Decision(unknown ? Verdict.UNKNOWN : Verdict.ALLOW, because);
  }

  /** The port's number, if the end or the probe says it, or there is but one. */
  private static int port(PolicyProbe probe, @Nullable String behind, PolicyEnd to) {
    String beside = probe.port();
    if (behind != null && beside != null && !behind.equals(beside)) {
      throw new TargetException(Why.TWO_PORTS, "port", behind, List.of());
    }
    String text = behind == null ? beside : behind;
    String field = behind == null ? "port" : "to";
    Service service = to instanceof PolicyEnd.OfService its ? its.service() : null;
    if (text == null) {
      Integer only = ServiceEnds.onlyPort(service, probe.protocol());
      if (only == null) {
        throw new TargetException(Why.NO_PORT, "port", probe.protocol().name(), List.of());
      }
      return only;
    }
    Pod pod = to instanceof PolicyEnd.OfPod its ? its.pod() : null;
    NamedPorts named = NamedPorts.of(service, pod, probe.protocol());
    int written = ProbeRequest.number(text);
    int number = written == 0 ? named.number(text).orElse(0) : written;
    if (number < 1 || number > 65_535) {
      throw named.missing(field, text);
    }
    return number;
  }
}
