package dev.podlane.cluster;

import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong and what was assumed. */
final class Report {
  private final List<Problem> problems = new ArrayList<>();
  private final List<Assumption> assumptions = new ArrayList<>();

  void add(Problem problem) {
    problems.add(problem);
  }

  void error(Place place, String code, String... args) {
    problems.add(Problem.error(place, code, args));
  }

  void warn(Place place, String code, String... args) {
    problems.add(Problem.warning(place, code, args));
  }

  void info(Place place, String code, String... args) {
    problems.add(Problem.info(place, code, args));
  }

  void assume(String code, @Nullable ObjectRef object, String... args) {
    assumptions.add(new Assumption(code, List.of(args), object));
  }

  /** Reads an object that is dropped as soon as one error was found in it. */
  <T> Optional<T> whole(Function<Consumer<Problem>, T> reading) {
    List<Problem> own = new ArrayList<>();
    T read = reading.apply(own::add);
    problems.addAll(own);
    boolean broken = own.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    return broken ? Optional.empty() : Optional.of(read);
  }

  List<Problem> problems() {
    return problems;
  }

  List<Assumption> assumptions() {
    return assumptions;
  }
}
