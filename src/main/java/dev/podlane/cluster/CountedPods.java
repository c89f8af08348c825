package dev.podlane.cluster;

import dev.podlane.cluster.object.Assumption;
import java.util.ArrayList;
import java.util.List;

/** Assumptions, of which some count the pods of whom the same is assumed. */
final class CountedPods {
  /** Those that count pods, in the order in which they are made. */
  private static final List<String> COUNTS =
      List.of("pods.scheduled", "pods.addresses", "pods.ready");

  private final List<Assumption> all;

  CountedPods(List<Assumption> all) {
    this.all = new ArrayList<>(all);
  }

  static boolean isOne(Assumption assumption) {
    return COUNTS.contains(assumption.code());
  }

  List<Assumption> assumptions() {
    return List.copyOf(all);
  }

  /** Counts one pod more. */
  void add(Assumption counted) {
    int at = find(counted.code());
    if (at == all.size()) {
      all.add(place(COUNTS.indexOf(counted.code())), counted);
    } else {
      change(at, 1);
    }
  }

  /** Counts one pod less; false if none was counted. */
  boolean remove(Assumption counted) {
    int at = find(counted.code());
    if (at == all.size()) {
      return false;
    }
    change(at, -1);
    return true;
  }

  private void change(int at, int by) {
    Assumption known = all.get(at);
    int number = Integer.parseInt(known.args().get(0)) + by;
    if (number == 0) {
      all.remove(at);
    } else {
      all.set(at, new Assumption(known.code(), List.of("" + number), known.object()));
    }
  }

  private int find(String code) {
    int at = 0;
    while (at < all.size() && !all.get(at).code().equals(code)) {
      at++;
    }
    return at;
  }

  /** The place of an assumption that nobody made so far: before those that are made later. */
  private int place(int count) {
    for (int i = 0; i < all.size(); i++) {
      String code = all.get(i).code();
      if (COUNTS.indexOf(code) > count
          || code.startsWith("service.")
          || code.equals("limit.assumptions")) {
        return i;
      }
    }
    return all.size();
  }
}
