package dev.podlane.compile.cni;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.compile.cni.felix.PoliciesOfNode;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.Map;
import java.util.function.Supplier;

/** A node on which a plugin works. */
public interface Setup {
  /** The node as it is now. */
  NetworkNamespace ns();

  /**
   * The next state.
   *
   * @param purpose purpose of what is new
   */
  default void now(NetworkNamespace next, Purpose purpose) {
    now(next, purpose, Map::of);
  }

  /**
   * The next state.
   *
   * @param owners the objects that new elements are for, by their ids; asked for only if somebody
   *     wants to know; others are for the node
   */
  void now(NetworkNamespace next, Purpose purpose, Supplier<Map<String, ObjectRef>> owners);

  /**
   * The next state, with what policies need.
   *
   * @param sources the fields that new elements are for, by their ids; asked for only if somebody
   *     wants to know; others are for the node
   */
  void policed(NetworkNamespace next, Supplier<Map<String, PoliciesOfNode.Source>> sources);
}
