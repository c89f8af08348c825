package dev.podlane.compile.cni;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
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
   * Takes note of a route that the kernel refuses.
   *
   * @param why error message of the kernel
   */
  void refused(ObjectRef object, Route route, String why);
}
