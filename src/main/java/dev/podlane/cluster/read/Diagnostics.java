package dev.podlane.cluster.read;

import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.Problems;
import dev.podlane.document.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects problems and assumptions; of each code only so many, then their number. */
public final class Diagnostics {
  /** Most problems, and most assumptions, of one code that are reported one by one. */
  public static final int MOST = Problems.MOST;

  private final List<Problem> problems = new ArrayList<>();
  private final List<Assumption> assumptions = new ArrayList<>();
  private final TreeMap<String, Integer> problemsByCode = new TreeMap<>();
  private final TreeMap<String, Integer> assumptionsByCode = new TreeMap<>();

  private boolean silent;

  /** Does something without a word about it. */
  public <T> T silently(Supplier<T> task) {
    silent = true;
    try {
      return task.get();
    } finally {
      silent = false;
    }
  }

  public void add(Problem problem) {
    if (!silent && problemsByCode.merge(problem.code(), 1, Integer::sum) <= MOST) {
      problems.add(problem);
    }
  }

  /** Adds a problem before all others. */
  void first(Problem problem) {
    problems.add(0, problem);
  }

  public void error(Place place, String code, String... args) {
    add(Problem.error(place, code, args));
  }

  public void warn(Place place, String code, String... args) {
    add(Problem.warning(place, code, args));
  }

  public void info(Place place, String code, String... args) {
    add(Problem.info(place, code, args));
  }

  public void assume(String code, @Nullable ObjectRef object, String... args) {
    if (!silent && assumptionsByCode.merge(code, 1, Integer::sum) <= MOST) {
      assumptions.add(new Assumption(code, List.of(args), object));
    }
  }

  /** Reads an object that is dropped as soon as one error was found in it. */
  <T> Optional<T> whole(Function<Consumer<Problem>, T> reading) {
    List<Problem> own = new ArrayList<>(0);
    T read = reading.apply(own::add);
    if (own.isEmpty()) {
      return Optional.of(read);
    }
    own.stream().distinct().forEach(this::add);
    boolean broken = own.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    return broken ? Optional.empty() : Optional.of(read);
  }

  public List<Problem> problems() {
    List<Problem> all = new ArrayList<>(problems);
    problemsByCode.forEach(
        (code, count) -> {
          if (count > MOST) {
            Place last = lastPlace(code);
            all.add(Problem.warning(last, "limit.problems", code, "" + (count - MOST)));
          }
        });
    return all;
  }

  private Place lastPlace(String code) {
    return problems.stream()
        .filter(problem -> problem.code().equals(code))
        .reduce((first, second) -> second)
        .map(Problem::place)
        .orElse(Place.NOWHERE);
  }

  public List<Assumption> assumptions() {
    List<Assumption> all = new ArrayList<>(assumptions);
    assumptionsByCode.forEach(
        (code, count) -> {
          if (count > MOST) {
            all.add(new Assumption("limit.assumptions", List.of(code, "" + (count - MOST)), null));
          }
        });
    return all;
  }
}
