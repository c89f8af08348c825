package dev.podlane.answer.evidence;

import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.answer.TraceView.RowView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Bounds the tables that are shown: a node can have tens of thousands of rows. */
public final class RowLimit {
  public static final int MOST = 40;

  private RowLimit() {}

  /**
   * A long table keeps the rows that matched, then near misses, then its first others; only these
   * are made.
   *
   * @param verdict of a row: {@code matched}, {@code near} or {@code other}
   * @param view of a row that is kept
   */
  static <T> EvidenceView limited(
      String title,
      List<String> columns,
      List<T> rows,
      Function<? super T, String> verdict,
      Function<? super T, RowView> view) {
    List<String> verdicts = new ArrayList<>(rows.size());
    rows.forEach(row -> verdicts.add(verdict.apply(row)));
    List<RowView> kept = kept(verdicts).stream().map(rows::get).<RowView>map(view).toList();
    return new EvidenceView(title, columns, kept, rows.size() - kept.size());
  }

  /**
   * Selects the rows of a table to show, in their order.
   *
   * @param verdicts {@code matched}, {@code near} or {@code other} for each row
   */
  static List<Integer> kept(List<String> verdicts) {
    TreeSet<Integer> kept = new TreeSet<>();
    add(kept, verdicts, "matched", Integer.MAX_VALUE);
    add(kept, verdicts, "near", MOST);
    add(kept, verdicts, "other", MOST);
    return new ArrayList<>(kept);
  }

  private static void add(Set<Integer> kept, List<String> verdicts, String which, int most) {
    for (int i = 0; i < verdicts.size() && kept.size() < most; i++) {
      if (verdicts.get(i).equals(which)) {
        kept.add(i);
      }
    }
  }
}
