package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import dev.podlane.trace.step.SocketStep.SocketMissing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The decisions of Podlane that a finished walk rests on, where the documents say nothing. */
final class Assumed {
  private Assumed() {}

  /**
   * Returns those that the probe brought along, and those that its target made necessary.
   *
   * @param cluster null if there is none
   */
  static List<Assumption> of(@Nullable Cluster cluster, Sending one, Trace trace) {
    List<Assumption> all = new ArrayList<>(one.assumed());
    Probe probe = trace.probe();
    if (Outside.isLost(trace)) {
      all.add(Assumption.lost(probe.destination()));
    }
    if (cluster != null) {
      NodeMapping.of(cluster, probe.destination())
          .ifPresent(node -> all.add(Assumption.mapped(node, probe.destination())));
    }
    if (cluster != null && probe.protocol() != Protocol.ICMP) {
      all.addAll(drawn(cluster, probe));
      silent(cluster, trace).ifPresent(all::add);
    }
    return all;
  }

  /** A pod that declares no port may listen, in truth, where a Service sends its clients. */
  private static Optional<Assumption> silent(Cluster cluster, Trace trace) {
    Cause cause = Causes.of(trace).orElse(null);
    if (!(cause != null && cause.decider() instanceof SocketMissing missing)) {
      return Optional.empty();
    }
    return cluster.pods().stream()
        .filter(pod -> pod.ref().path().equals(cause.namespace()))
        .filter(pod -> pod.traits().listens() == null)
        .filter(pod -> pod.containers().stream().allMatch(each -> each.ports().isEmpty()))
        .filter(pod -> isServed(cluster, pod, missing))
        .findFirst()
        .map(pod -> Assumption.silent(pod, missing.protocol() + " " + missing.port()));
  }

  /** Returns true if an EndpointSlice sends clients to a port of a pod. */
  private static boolean isServed(Cluster cluster, Pod pod, SocketMissing missing) {
    return cluster.services().slices().stream()
        .filter(slice -> slice.ref().namespace().equals(pod.namespace()))
        .filter(slice -> slice.ports().stream().anyMatch(port -> isAt(port, missing)))
        .flatMap(slice -> slice.endpoints().stream())
        .anyMatch(endpoint -> endpoint.pod().equals(pod.ref().path()));
  }

  private static boolean isAt(EndpointSlice.Port port, SocketMissing missing) {
    return port.number() == missing.port() && port.protocol() == missing.protocol();
  }

  /**
   * A node port, or the address of a load balancer, that no document names: in a real cluster it is
   * another one.
   */
  private static List<Assumption> drawn(Cluster cluster, Probe probe) {
    String address = probe.destination().toString();
    boolean isNode =
        cluster.nodes().stream().anyMatch(node -> probe.destination().equals(node.internalIp()));
    String service =
        !isNode
            ? ""
            : cluster
                .services()
                .atNodePort(probe.protocol(), probe.port())
                .map(each -> each.ref().path())
                .orElse("");
    List<String> port = List.of(service, "" + probe.port());
    return cluster.assumptions().stream()
        .filter(
            each ->
                (each.code().equals("service.node-port") && each.args().equals(port))
                    || (each.code().startsWith("service.balancer")
                        && each.args().get(each.args().size() - 1).equals(address)))
        .toList();
  }
}
