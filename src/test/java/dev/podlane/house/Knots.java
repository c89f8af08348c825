package dev.podlane.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Knots: files of one package, or packages, each of which leads to each other by what it uses. None
 * of a knot can be understood before all of it is (strongly connected components, after Tarjan). A
 * sealed type names its members, in {@code permits} and in its visitor; that is no use of them.
 */
final class Knots {
  private final SortedMap<String, NavigableSet<String>> uses;
  private final Map<String, Integer> order = new HashMap<>();
  private final Map<String, Integer> low = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final List<NavigableSet<String>> found = new ArrayList<>();

  private Knots(SortedMap<String, NavigableSet<String>> uses) {
    this.uses = uses;
  }

  /** The largest knot of each package's files; a file that is in no knot is one of one. */
  static SortedMap<String, NavigableSet<String>> largest(JavaClasses classes) {
    SortedMap<String, SortedMap<String, NavigableSet<String>>> uses = new TreeMap<>();
    for (JavaClass type : classes) {
      String file = outermost(type).getSimpleName();
      NavigableSet<String> used =
          uses.computeIfAbsent(type.getPackageName(), any -> new TreeMap<>())
              .computeIfAbsent(file, any -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().equals(type.getPackageName()))
          .map(Knots::outermost)
          .filter(target -> !isMember(outermost(type), target))
          .map(JavaClass::getSimpleName)
          .filter(target -> !target.equals(file))
          .forEach(used::add);
    }
    SortedMap<String, NavigableSet<String>> largest = new TreeMap<>();
    uses.forEach(
        (name, files) ->
            largest.put(
                name,
                new Knots(files)
                    .find().stream()
                        .max(Comparator.comparingInt(NavigableSet::size))
                        .orElseThrow()));
    return largest;
  }

  /** The knots of packages. */
  static List<NavigableSet<String>> ofPackages(JavaClasses classes) {
    SortedMap<String, NavigableSet<String>> uses = new TreeMap<>();
    for (JavaClass type : classes) {
      NavigableSet<String> used =
          uses.computeIfAbsent(type.getPackageName(), any -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
          .filter(target -> !target.equals(type.getPackageName()))
          .forEach(used::add);
    }
    return new Knots(uses).find().stream().filter(knot -> knot.size() > 1).toList();
  }

  /** Nested types are in the file of the outermost. */
  private static JavaClass outermost(JavaClass type) {
    JavaClass outermost = type;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    return outermost;
  }

  private static boolean isMember(JavaClass family, JavaClass type) {
    return !type.equals(family)
        && type.isAssignableTo(family.getName())
        && family.reflect().isSealed();
  }

  private List<NavigableSet<String>> find() {
    for (String each : uses.keySet()) {
      if (!order.containsKey(each)) {
        visit(each);
      }
    }
    return found;
  }

  private void visit(String at) {
    int number = order.size();
    order.put(at, number);
    low.put(at, number);
    open.push(at);
    for (String next : uses.getOrDefault(at, new TreeSet<>())) {
      if (!uses.containsKey(next)) {
        continue;
      }
      if (!order.containsKey(next)) {
        visit(next);
        low.merge(at, low.get(next), Math::min);
      } else if (open.contains(next)) {
        low.merge(at, order.get(next), Math::min);
      }
    }
    if (low.get(at) == number) {
      NavigableSet<String> knot = new TreeSet<>();
      String member;
      do {
        member = open.pop();
        knot.add(member);
      } while (!member.equals(at));
      found.add(knot);
    }
  }
}
