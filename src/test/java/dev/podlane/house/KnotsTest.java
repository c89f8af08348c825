package dev.podlane.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A reader can begin somewhere: no package is one knot, and packages do not go round. */
class KnotsTest {
  private static final String BASE = "dev.podlane.";
  private static final String FIXTURE = "dev.podlane.house.fixture.";

  /** Files that may each lead to each other: a family and its members. */
  private static final int MOST = 4;

  /**
   * Packages with larger knots, and their sizes; a number may fall, but not rise. In nftables
   * elements hold expressions and statements, and both look up sets of elements.
   */
  private static final Map<String, Integer> LARGER =
      Map.of("net.packet.wire", 5, "net.filter.nft", 8);

  /** Packages that lead to each other, and are still to be untied. */
  private static final Set<Set<String>> ROUNDS = Set.of();

  @Test
  void noPackageIsOneKnot() {
    assertThat(tooLarge(MainClasses.ALL, BASE)).isEmpty();
  }

  @Test
  void noLargerKnotIsAllowedThanThereIs() {
    Map<String, NavigableSet<String>> largest = Knots.largest(MainClasses.ALL);

    assertThat(LARGER)
        .allSatisfy(
            (name, most) ->
                assertThat(largest.get(BASE + name)).as(name).isNotNull().hasSize(most));
  }

  @Test
  void packagesDoNotGoRound() {
    List<Set<String>> found = new ArrayList<>();
    for (NavigableSet<String> knot : Knots.ofPackages(MainClasses.ALL)) {
      found.add(Set.of(knot.stream().map(KnotsTest::below).toArray(String[]::new)));
    }

    assertThat(found).containsExactlyInAnyOrderElementsOf(ROUNDS);
  }

  @Test
  void aKnotIsCaught() {
    JavaClasses fixture = new ClassFileImporter().importPackages(FIXTURE + "knot");

    assertThat(tooLarge(fixture, FIXTURE))
        .containsExactly(
            FIXTURE
                + "knot: 5 files lead to each other, 4 are the most:"
                + " [Fifth, First, Fourth, Second, Third]");
    assertThat(Knots.ofPackages(fixture))
        .singleElement()
        .asString()
        .contains("knot.here", "knot.there");
  }

  private static List<String> tooLarge(JavaClasses classes, String base) {
    List<String> found = new ArrayList<>();
    Knots.largest(classes)
        .forEach(
            (name, knot) -> {
              String room = name.startsWith(base) ? name.substring(base.length()) : name;
              int most = LARGER.getOrDefault(room, MOST);
              if (knot.size() > most) {
                found.add(
                    "%s: %d files lead to each other, %d are the most: %s"
                        .formatted(name, knot.size(), most, knot));
              }
            });
    return found;
  }

  private static String below(String name) {
    return name.substring(BASE.length());
  }
}
