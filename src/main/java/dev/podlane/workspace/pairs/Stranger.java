package dev.podlane.workspace.pairs;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.net.addr.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An end of packets that is no pod of the cluster. */
public sealed interface Stranger {
  /** As probes name it; null if there is nobody to send a probe. */
  @Nullable String end();

  /**
   * A node, or one of its hostNetwork pods (rule 103).
   *
   * @param address its own; null if it has none of the family that is asked about
   * @param towardsPods the one of packets it sends to pods of other nodes (rule 65); null if it is
   *     not known
   */
  record OfNode(Node node, @Nullable Ip address, @Nullable Ip towardsPods) implements Stranger {
    @Override
    public String end() {
      return "node:" + node.name();
    }
  }

  /**
   * Hosts outside the cluster that no block of a policy tells apart.
   *
   * @param example one of them
   * @param ranges their addresses, as blocks or as first and last; the first few
   */
  record Outside(Ip example, List<String> ranges) implements Stranger {
    public Outside {
      ranges = List.copyOf(ranges);
    }

    @Override
    public String end() {
      return "ext:" + example;
    }
  }

  /**
   * A pod that does not exist yet, with no label that a policy names.
   *
   * @param pod in the place of it; its address is null if blocks could tell apart the addresses
   *     that it may get
   */
  record NewPod(Pod pod) implements Stranger {
    @Override
    public @Nullable String end() {
      return null;
    }
  }

  /**
   * The party that policies see.
   *
   * @param toPod true if it sends to a pod
   */
  default Party party(Ip.Family family, boolean toPod) {
    if (this instanceof OfNode its) {
      return Party.of(its.node(), family, toPod ? its.towardsPods() : its.address());
    }
    if (this instanceof Outside its) {
      return Party.of(its.example());
    }
    return Party.of(((NewPod) this).pod(), family);
  }
}
