package dev.podlane.compile.kubelet;

import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;

/**
 * The sandbox of a pod: a network namespace of its own, held open by a process that does nothing
 * else, so that containers come and go while the stack stays (rule 9).
 */
public final class Sandbox {
  /** The process that holds the namespace. */
  public static final String HOLDER = "pause";

  private static final NetworkNamespace TEMPLATE =
      Addressing.up(NetworkNamespace.created("sandbox", false), "lo");

  private Sandbox() {}

  /** A sandbox before a network plugin has seen it: lo up, nothing else. */
  public static NetworkNamespace created(String name) {
    return TEMPLATE.named(name);
  }
}
