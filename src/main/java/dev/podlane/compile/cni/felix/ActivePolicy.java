package dev.podlane.compile.cni.felix;

import dev.podlane.cluster.policy.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A policy with what is written for it on each node of its pods, once for all. Thread-safe. */
final class ActivePolicy {
  private final FelixPolicy policy;
  private final String ingressName;
  private final String egressName;
  private final AtomicReference<@Nullable PolicyChain> ingress = new AtomicReference<>();
  private final AtomicReference<@Nullable PolicyChain> egress = new AtomicReference<>();
  private final AtomicReference<@Nullable List<FelixSet>> sets = new AtomicReference<>();

  ActivePolicy(FelixPolicy policy) {
    this.policy = policy;
    this.ingressName = policy.chain(Direction.INGRESS);
    this.egressName = policy.chain(Direction.EGRESS);
  }

  FelixPolicy policy() {
    return policy;
  }

  /** The name of its chain. */
  String name(Direction direction) {
    return direction == Direction.INGRESS ? ingressName : egressName;
  }

  /** Its chain. */
  PolicyChain chain(Direction direction) {
    AtomicReference<@Nullable PolicyChain> own = direction == Direction.INGRESS ? ingress : egress;
    PolicyChain known = own.get();
    if (known != null) {
      return known;
    }
    PolicyChain made = PolicyChain.of(policy, direction);
    return own.compareAndSet(null, made) ? made : chain(direction);
  }

  /** The sets that its rules ask, of both directions. */
  List<FelixSet> sets() {
    List<FelixSet> known = sets.get();
    if (known == null) {
      List<FelixSet> all = new ArrayList<>();
      for (Direction direction : Direction.values()) {
        for (FelixRule rule : policy.rules(direction).all()) {
          all.addAll(FelixSet.ofPeers(direction, rule));
          all.addAll(FelixSet.ofPorts(direction, rule));
        }
      }
      known = all.stream().distinct().toList();
      sets.set(known);
    }
    return known;
  }
}
