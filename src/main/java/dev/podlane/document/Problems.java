package dev.podlane.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists of problems that people can still read, however much is wrong. */
public final class Problems {
  /** Most problems of one code that are reported one by one. */
  public static final int MOST = 200;

  private Problems() {}

  /** The first {@value #MOST} problems of each code, and behind them how many more there are. */
  public static List<Problem> bounded(List<Problem> all) {
    if (all.size() <= MOST) {
      return List.copyOf(all);
    }
    Map<String, Integer> counts = new HashMap<>();
    List<Problem> told = new ArrayList<>();
    Map<String, Place> lasts = new HashMap<>();
    for (Problem problem : all) {
      if (counts.merge(problem.code(), 1, Integer::sum) <= MOST) {
        told.add(problem);
        lasts.put(problem.code(), problem.place());
      }
    }
    List<String> codes = new ArrayList<>(counts.keySet());
    codes.sort(null);
    for (String code : codes) {
      int more = counts.getOrDefault(code, 0) - MOST;
      if (more > 0) {
        Place last = lasts.getOrDefault(code, Place.NOWHERE);
        told.add(Problem.warning(last, "limit.problems", code, "" + more));
      }
    }
    return List.copyOf(told);
  }
}
