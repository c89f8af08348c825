package dev.podlane.net.ns;

import dev.podlane.net.addr.Mac;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/**
 * Hardware addresses, locally administered, so that no two devices of a network share one and runs
 * are equal. There are three ranges:
 *
 * <ul>
 *   <li>{@code 02:00:NN:NN:NN:02} is the device by which namespace number N is wired to the next,
 *       {@code 02:01:NN:NN:NN:02} the other end of that wire, {@code 02:00:NN:NN:NN:03} the bridge
 *       of N;
 *   <li>{@code 02:HH:NN:NN:NN:DD} is the device at place HH·256 + DD of the namespace at place N of
 *       a document;
 *   <li>a device that is added later gets the address of its place too, or if another has that
 *       already, the next one from {@code 02:80:…} on that is free.
 * </ul>
 */
public final class MacPlan {
  private static final long LOCAL = 0x02L << 40;
  private static final long OUTER = 1L << 32;
  private static final long LATER = 0x80L << 32;
  private static final int NUMBERS = 1 << 24;

  private MacPlan() {}

  /** The device by which a numbered namespace is wired to the next. */
  public static Mac inner(int number) {
    return numbered(number, 2);
  }

  /** The other end of that wire. */
  public static Mac outer(int number) {
    return new Mac(numbered(number, 2).bits() + OUTER);
  }

  /** The bridge of a numbered namespace. */
  public static Mac bridge(int number) {
    return numbered(number, 3);
  }

  private static Mac numbered(int number, int kind) {
    if (number < 0 || number >= NUMBERS) {
      throw new IllegalArgumentException("more than " + NUMBERS + " namespaces");
    }
    return new Mac(LOCAL + ((long) number << 8) + kind);
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
   * A device that is added to a network; Linux would draw it at random.
   *
   * @param namespace name of the namespace it is added to
   * @param device its place there, from 0
   */
  public static Mac added(Network network, String namespace, int device) {
    Set<Mac> taken = new HashSet<>();
    network
        .namespaces()
        .values()
        .forEach(ns -> ns.devices().values().forEach(each -> taken.add(each.mac())));
    int place = new ArrayList<>(network.namespaces().keySet()).indexOf(namespace);
    Mac first = listed(place, device);
    if (!taken.contains(first)) {
      return first;
    }
    long next = LOCAL | LATER | places(place, device);
    while (taken.contains(new Mac(next))) {
      next++;
    }
    return new Mac(next);
  }
}
