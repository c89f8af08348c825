package dev.podlane.compile.cni.felix;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.Direction;
import java.util.List;
import java.util.Optional;

/**
 * A chain of Felix that decides about a pod, told by its name alone: those of the pod itself, and
 * those of policies, groups and profiles to which they lead.
 *
 * @param kind the kind of chain
 * @param direction the direction of packets that meet it
 * @param rest the name behind the prefix: the pod's device on its node for {@link Kind#POD}
 */
public record PodChain(Kind kind, Direction direction, String rest) {
  /** Kinds of chains. */
  public enum Kind {
    /** {@code cali-tw-}, {@code cali-fw-}: it drops what no policy of a tier decides. */
    POD("cali-tw-", "cali-fw-"),
    /** {@code cali-pi-}, {@code cali-po-}: rules of a policy, of which those that deny drop. */
    POLICY("cali-pi-", "cali-po-"),
    /** {@code cali-gi-}, {@code cali-go-}: it leads to policies that select the same pods. */
    GROUP("cali-gi-", "cali-go-"),
    /** {@code cali-pri-}, {@code cali-pro-}: rules for pods that no policy selects. */
    PROFILE("cali-pri-", "cali-pro-");

    private final String ingress;
    private final String egress;

    Kind(String ingress, String egress) {
      this.ingress = ingress;
      this.egress = egress;
    }
  }

  /** The name of the chain of a policy ({@code felix/types/policy_id.go}). */
  public static String name(ObjectRef policy, Direction direction) {
    String kind =
        switch (policy.kind()) {
          case "NetworkPolicy" -> "knp";
          case "ClusterNetworkPolicy" -> "kcnp";
          case "AdminNetworkPolicy" -> "kanp";
          case "BaselineAdminNetworkPolicy" -> "kbanp";
          default -> policy.kind();
        };
    String prefix = direction == Direction.INGRESS ? Kind.POLICY.ingress : Kind.POLICY.egress;
    return FelixChain.name(prefix, kind + "/" + policy.path());
  }

  /** The chain of that name; empty if it does not decide about one pod. */
  public static Optional<PodChain> of(String name) {
    for (Kind kind : List.of(Kind.values())) {
      if (name.startsWith(kind.ingress)) {
        String rest = name.substring(kind.ingress.length());
        return Optional.of(new PodChain(kind, Direction.INGRESS, rest));
      }
      if (name.startsWith(kind.egress)) {
        String rest = name.substring(kind.egress.length());
        return Optional.of(new PodChain(kind, Direction.EGRESS, rest));
      }
    }
    return Optional.empty();
  }
}
