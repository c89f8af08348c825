package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pods in the order of their addresses of one family; those without one are left out. */
final class AddressOrder {
  private final Ip[] addresses;
  private final int[] pods;

  AddressOrder(List<Pod> all, Ip.Family family) {
    record Placed(Ip address, int pod) {}
    Placed[] placed = new Placed[all.size()];
    int count = 0;
    for (int i = 0; i < placed.length; i++) {
      Ip address = PodTable.address(all.get(i), family);
      if (address != null) {
        placed[count++] = new Placed(address, i);
      }
    }
    Arrays.sort(placed, 0, count, (a, b) -> a.address().compareTo(b.address()));
    addresses = new Ip[count];
    pods = new int[count];
    for (int i = 0; i < count; i++) {
      addresses[i] = placed[i].address();
      pods[i] = placed[i].pod();
    }
  }

  /** Returns the number of pods. */
  int size() {
    return pods.length;
  }

  /** The pod at a place of the order. */
  int pod(int place) {
    return pods[place];
  }

  /**
   * The places of the pods in a block.
   *
   * @return the first place and the one behind the last, for each of the runs they form, in order
   */
  int[] places(Atom.Block block) {
    List<Prefix> except = new ArrayList<>(block.except());
    except.sort(null);
    int end = behind(block.cidr());
    int at = first(block.cidr().network());
    int[] runs = new int[2 * except.size() + 2];
    int used = 0;
    for (Prefix each : except) {
      int first = Math.min(first(each.network()), end);
      if (first > at) {
        runs[used++] = at;
        runs[used++] = first;
      }
      at = Math.max(at, behind(each));
    }
    if (end > at) {
      runs[used++] = at;
      runs[used++] = end;
    }
    return Arrays.copyOf(runs, used);
  }

  private int first(Ip from) {
    return place(from, false);
  }

  private int behind(Prefix block) {
    return place(block.last(), true);
  }

  /** The number of addresses below one, or of those not above it. */
  private int place(Ip address, boolean with) {
    int low = 0;
    int high = addresses.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = addresses[middle].compareTo(address);
      if (order < 0 || (with && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
