package dev.podlane.time.state;

import dev.podlane.cluster.object.Node;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A node at a moment. Moments are in milliseconds.
 *
 * @param node its object
 * @param lostAt moment at which the machine went, or was silent before that; {@link
 *     ContainerRun#NEVER} while it runs
 * @param cutAt likewise, its cable to the other machines was cut; {@link ContainerRun#NEVER} while
 *     it is plugged in
 * @param unreachableAt moment at which the control plane noticed; {@link ContainerRun#NEVER} if not
 * @param expelledAt moment at which it last got its taint NoExecute; {@link ContainerRun#NEVER} if
 *     it never did
 * @param proxyStopped true if its kube-proxy does not run
 * @param evictions moments planned for pods that tolerate its taints for a time, by {@code
 *     namespace/name}
 */
public record NodeState(
    Node node,
    long lostAt,
    long cutAt,
    long unreachableAt,
    long expelledAt,
    boolean proxyStopped,
    PMap<String, Long> evictions) {
  /** Taint of a node whose kubelet is silent (KEP-166). */
  public static final String UNREACHABLE = "node.kubernetes.io/unreachable";

  private static final Node.Taint EXPELLED = new Node.Taint(UNREACHABLE, "", "NoExecute");

  private static final long NEVER = ContainerRun.NEVER;

  /** A node that runs. */
  public static NodeState of(Node node) {
    return new NodeState(node, NEVER, NEVER, NEVER, NEVER, false, HashTreePMap.empty());
  }

  /** Returns true if the machine is gone. */
  public boolean isLost() {
    return lostAt != NEVER;
  }

  /** Returns true if neither it nor the control plane hears of the other. */
  public boolean isSilent() {
    return silentAt() != NEVER;
  }

  /** The moment since which {@link #isSilent()}; {@link ContainerRun#NEVER} if it is not. */
  public long silentAt() {
    return Math.min(lostAt, cutAt);
  }

  /** Returns true if the control plane takes it for unreachable. */
  public boolean isUnreachable() {
    return unreachableAt != NEVER;
  }

  /** The machine goes. */
  public NodeState lost(long now) {
    long at = Math.min(now, silentAt());
    return new NodeState(node, at, cutAt, unreachableAt, expelledAt, proxyStopped, evictions);
  }

  /** The machine comes back. */
  public NodeState returned() {
    return new NodeState(node, NEVER, cutAt, unreachableAt, expelledAt, proxyStopped, evictions);
  }

  /** Its cable is cut, or plugged in again: what runs there goes on. */
  public NodeState cut(long now, boolean plugged) {
    long at = plugged ? NEVER : Math.min(now, silentAt());
    return new NodeState(node, lostAt, at, unreachableAt, expelledAt, proxyStopped, evictions);
  }

  /** Its kube-proxy stops, or runs again. */
  public NodeState withProxyStopped(boolean stopped) {
    return new NodeState(node, lostAt, cutAt, unreachableAt, expelledAt, stopped, evictions);
  }

  /** The control plane takes it for unreachable: NotReady, with a taint NoSchedule (rule 279). */
  public NodeState unreachable(long now) {
    List<Node.Taint> taints = new ArrayList<>(node.taints());
    taints.add(new Node.Taint(UNREACHABLE, "", "NoSchedule"));
    return new NodeState(
        changed(node, false, node.schedulable(), taints),
        lostAt,
        cutAt,
        now,
        expelledAt,
        proxyStopped,
        evictions);
  }

  /** Returns true if its pods are to go since it is unreachable. */
  public boolean isExpelling() {
    return node.taints().contains(EXPELLED);
  }

  /** It gets the taint NoExecute, too. */
  public NodeState expelling(long now) {
    List<Node.Taint> taints = new ArrayList<>(node.taints());
    taints.add(EXPELLED);
    return new NodeState(
        changed(node, node.ready(), node.schedulable(), taints),
        lostAt,
        cutAt,
        unreachableAt,
        now,
        proxyStopped,
        evictions);
  }

  /** It loses the taint NoExecute, although it is still silent. */
  public NodeState sparing() {
    List<Node.Taint> taints =
        node.taints().stream().filter(each -> !each.equals(EXPELLED)).toList();
    return with(changed(node, node.ready(), node.schedulable(), taints));
  }

  /** The control plane hears of it again (rule 285). */
  public NodeState reachable() {
    List<Node.Taint> taints =
        node.taints().stream().filter(each -> !each.key().equals(UNREACHABLE)).toList();
    return new NodeState(
        changed(node, true, node.schedulable(), taints),
        lostAt,
        cutAt,
        NEVER,
        expelledAt,
        proxyStopped,
        evictions);
  }

  /** It is cordoned, or no longer (rule 292). */
  public NodeState schedulable(boolean schedulable) {
    return new NodeState(
        changed(node, node.ready(), schedulable, node.taints()),
        lostAt,
        cutAt,
        unreachableAt,
        expelledAt,
        proxyStopped,
        evictions);
  }

  /** The moments planned for its pods are these. */
  public NodeState evicting(PMap<String, Long> planned) {
    return new NodeState(node, lostAt, cutAt, unreachableAt, expelledAt, proxyStopped, planned);
  }

  /** Its object has changed. */
  public NodeState with(Node now) {
    return new NodeState(now, lostAt, cutAt, unreachableAt, expelledAt, proxyStopped, evictions);
  }

  /** A node with another condition, cordon and other taints. */
  public static Node changed(
      Node node, boolean ready, boolean schedulable, List<Node.Taint> taints) {
    return new Node(
        node.ref(),
        node.place(),
        node.labels(),
        node.internalIp(),
        node.podCidr(),
        ready,
        schedulable,
        taints,
        node.assumed(),
        node.traits());
  }
}
