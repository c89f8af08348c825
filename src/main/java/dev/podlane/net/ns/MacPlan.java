package dev.podlane.net.ns;

import dev.podlane.net.addr.Mac;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Hardware addresses, locally administered, so that no two devices of a network share one and runs
 * are equal.
 *
 * <ul>
 *   <li>In a document, {@code 02:HH:NN:NN:NN:DD} is the device at place HH·256 + DD of the
 *       namespace at place N; a device that is added later gets the address of its place too, or if
 *       another has that already, the next one from {@code 02:80:…} on that is free.
 *   <li>In a compiled cluster an address follows from its owner, so that adding a pod moves nobody
 *       else's. Of a wire with the 40 bits I, {@code 02:I} is the end in the pod, {@code 06:I} the
 *       other; {@code 0a:I} is a bridge, {@code 0e:I} a device that is added later.
 * </ul>
 */
public final class MacPlan {
  /** The number of bits of an address that follow from its owner. */
  public static final int IDENTITY_BITS = 40;

  private static final long LOCAL = 0x02L << IDENTITY_BITS;
  private static final long OUTER = 0x06L << IDENTITY_BITS;
  private static final long BRIDGE = 0x0aL << IDENTITY_BITS;
  private static final long ADDED = 0x0eL << IDENTITY_BITS;
  private static final long LATER = 0x80L << 32;
  private static final long IDENTITIES = 1L << IDENTITY_BITS;

  private MacPlan() {}

  /**
   * The end of a wire in a pod, a container or a machine.
   *
   * @param identity {@value #IDENTITY_BITS} bits that no other wire has
   */
  public static Mac inner(long identity) {
    return new Mac(LOCAL | identity);
  }

  /** The other end of that wire, on a bridge. */
  public static Mac outer(long identity) {
    return new Mac(OUTER | identity);
  }

  /** A bridge; its identity is one that no other bridge has. */
  public static Mac bridge(long identity) {
    return new Mac(BRIDGE | identity);
  }

  /**
   * The device of a document.
   *
   * @param namespace place of its namespace, from 0
   * @param device place of the device in it, from 0
   */
  public static Mac listed(int namespace, int device) {
    return new Mac(LOCAL | places(namespace, device));
  }

  private static long places(int namespace, int device) {
    long high = (device >> 8) & 0x7fL;
    return high << 32 | (namespace & 0xffffffL) << 8 | (device & 0xffL);
  }

  /**
   * A device that is added to the network of a document.
   *
   * @param namespace name of the namespace it is added to
   * @param device its place there, from 0
   */
  static Mac added(Network network, String namespace, int device) {
    int place = new ArrayList<>(network.namespaces().keySet()).indexOf(namespace);
    Mac first = listed(place, device);
    Set<Mac> taken = taken(network, network.namespaces().keySet());
    return taken.contains(first) ? free(LOCAL | LATER | places(place, device), taken) : first;
  }

  /**
   * A device that is added to a compiled network.
   *
   * @param identity {@value #IDENTITY_BITS} bits that follow from its name and its namespace's
   */
  public static Mac added(Network network, long identity) {
    Set<Mac> taken = taken(network, network.changed());
    long next = identity;
    while (taken.contains(new Mac(ADDED | next))) {
      next = (next + 1) % IDENTITIES;
    }
    return new Mac(ADDED | next);
  }

  private static Mac free(long from, Set<Mac> taken) {
    long next = from;
    while (taken.contains(new Mac(next))) {
      next++;
    }
    return new Mac(next);
  }

  private static Set<Mac> taken(Network network, Collection<String> namespaces) {
    Set<Mac> taken = new HashSet<>();
    for (String name : namespaces) {
      network
          .namespace(name)
          .ifPresent(ns -> ns.devices().values().forEach(device -> taken.add(device.mac())));
    }
    return taken;
  }
}
