package dev.podlane.workspace.pairs;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.classes.ClassMatrix;
import dev.podlane.cluster.policy.classes.PolicyChange;
import dev.podlane.cluster.policy.classes.PolicyClasses;
import dev.podlane.cluster.policy.classes.Question;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers what policies say of all pairs. Only the part that is asked for is computed, but for the
 * rows of verdicts between classes, which are kept for the questions asked last. Thread-safe.
 */
public final class Pairs {
  /** Bytes of matrices that are kept. */
  private static final long MOST_KEPT = 64L << 20;

  private final Cluster cluster;
  private final Supplier<PolicyIndex> index;
  private final PolicyClasses classes;
  private final Map<Question, ClassMatrix> kept = new HashMap<>();
  private long weight;

  /** Processor time after which no further cell is looked at, in nanoseconds. */
  private static final long LOOKING = 10_000_000_000L;

  /** Changed policies after which the classes are made anew. */
  private static final int MOST_CHANGES = 32;

  /**
   * The pairs of a settled cluster.
   *
   * @param index of its policies, made ready when it is first asked for
   * @param classes under the same policies
   */
  public Pairs(Cluster cluster, Supplier<PolicyIndex> index, PolicyClasses classes) {
    this.cluster = cluster;
    this.index = index;
    this.classes = classes;
  }

  /**
   * These pairs after a few policies have changed; classes and rows are kept but for what the
   * changes touch.
   *
   * @param next another cluster
   * @param itsIndex of its policies
   * @return null if more has changed, so that nothing would be saved
   */
  @Nullable Pairs after(Cluster next, Supplier<PolicyIndex> itsIndex) {
    PolicyClasses now = classes.over(next);
    if (now == null) {
      return null;
    }
    List<PolicyChange> changes =
        PolicyChange.between(now.policies(), next.notSimulated().policies().all());
    if (changes.size() > MOST_CHANGES) {
      return null;
    }
    Map<Question, ClassMatrix> matrices;
    synchronized (kept) {
      matrices = new HashMap<>(kept);
    }
    for (Map.Entry<Question, ClassMatrix> each : matrices.entrySet()) {
      each.setValue(each.getValue().over(now));
    }
    for (PolicyChange change : changes) {
      PolicyClasses changed = now.with(change.before(), change.after());
      matrices.replaceAll((question, matrix) -> matrix.after(changed));
      now = changed;
    }
    Pairs made = new Pairs(next, itsIndex, now);
    made.kept.putAll(matrices);
    made.weight = matrices.values().stream().mapToLong(ClassMatrix::weight).sum();
    return made;
  }

  /** The classes of its pods. */
  public PolicyClasses classes() {
    return classes;
  }

  /** All pairs of classes for one question. */
  public ClassMatrix matrix(Question question) {
    synchronized (kept) {
      ClassMatrix known = kept.get(question);
      if (known == null) {
        known = ClassMatrix.of(classes, question);
        weight += known.weight();
        if (weight > MOST_KEPT) {
          kept.clear();
          weight = known.weight();
        }
        kept.put(question, known);
      }
      return known;
    }
  }

  /** The part of the matrix that is asked for, as far as there is time. */
  public PairPage page(PairRequest request) {
    return page(request, LOOKING);
  }

  /**
   * The same.
   *
   * @param nanos processor time after which all further cells are limited
   */
  PairPage page(PairRequest request, long nanos) {
    TimeLimit end = new TimeLimit(nanos);
    Policy policy = request.focus() instanceof Focus.OnPolicy its ? its.policy() : null;
    int alone = request.focus() instanceof Focus.OnPod its ? number(its.pod()) : -1;
    Groups groups = new Groups(cluster, classes, request.family());
    List<Group> pods = groups.ofPods(request.grouping(), alone);
    List<Group> senders = new ArrayList<>(pods);
    List<Group> receivers = new ArrayList<>(pods);
    if (request.exposure()) {
      List<Group> nodes = groups.nodes();
      senders.addAll(nodes);
      receivers.addAll(nodes);
      senders.addAll(groups.exposure(true));
      receivers.addAll(groups.exposure(false));
    }
    Columns makes = new Columns(classes.pods(), request);
    List<Column> columns = new ArrayList<>();
    receivers.forEach(group -> columns.addAll(makes.of(group)));
    List<Group> shownRows = part(senders, request.row(), request.rows());
    List<Column> shownColumns = part(columns, request.column(), request.columns());
    if (alone >= 0) {
      shownRows = with(senders.get(0), shownRows);
      shownColumns = with(columns, shownColumns);
    }
    return new PairPage(
        classes.pods().size(),
        classes.used(),
        senders.size(),
        columns.size(),
        shownRows,
        shownColumns,
        cells(request, policy, alone >= 0, end, shownRows, shownColumns));
  }

  private static <T> List<T> part(List<T> all, int first, int count) {
    int from = Math.min(first, all.size());
    return all.subList(from, (int) Math.min((long) from + count, all.size()));
  }

  /** The pod in focus is in every part. */
  private static List<Group> with(Group pod, List<Group> rows) {
    List<Group> all = new ArrayList<>();
    all.add(pod);
    rows.stream().filter(each -> !each.equals(pod)).forEach(all::add);
    return all;
  }

  private static List<Column> with(List<Column> columns, List<Column> shown) {
    List<Column> all =
        new ArrayList<>(
            columns.stream().filter(each -> each.group().kind() == Group.Kind.POD).toList());
    shown.stream().filter(each -> each.group().kind() != Group.Kind.POD).forEach(all::add);
    return all;
  }

  private int number(Pod pod) {
    return classes.pods().indexOf(pod);
  }

  private List<PairPage.At> cells(
      PairRequest request,
      @Nullable Policy policy,
      boolean ofOnePod,
      TimeLimit end,
      List<Group> rows,
      List<Column> columns) {
    Map<Question, CellMaker> makers = new HashMap<>();
    List<PairPage.At> cells = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      Group from = rows.get(row);
      for (int column = 0; column < columns.size(); column++) {
        Column to = columns.get(column);
        boolean isAsked =
            !ofOnePod || from.kind() == Group.Kind.POD || to.group().kind() == Group.Kind.POD;
        boolean isOutside =
            from.kind() == Group.Kind.OUTSIDE && to.group().kind() == Group.Kind.OUTSIDE;
        if (!isAsked || isOutside) {
          continue;
        }
        if (end.isOver()) {
          cells.add(new PairPage.At(row, column, Cell.LIMITED));
          continue;
        }
        Question question = new Question(request.family(), to.protocol(), to.port());
        CellMaker maker =
            makers.computeIfAbsent(
                question, any -> new CellMaker(index.get(), matrix(question), policy));
        boolean same = from.kind() == to.group().kind() && isSame(from, to.group());
        Cell cell = maker.cell(from, to.members(), same);
        if (policy == null || cell.limited() || cell.pairs() > 0) {
          cells.add(new PairPage.At(row, column, cell));
        }
      }
    }
    return cells;
  }

  private static boolean isSame(Group one, Group other) {
    return one.namespace().equals(other.namespace())
        && one.name().equals(other.name())
        && one.owner().equals(other.owner());
  }
}
