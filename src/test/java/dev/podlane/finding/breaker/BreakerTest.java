package dev.podlane.finding.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Mend;
import dev.podlane.finding.found.Probing;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.cause.Answerer;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.FindingWords;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks healthy clusters, one to three faults at a time: each is found at the right object, its
 * probe fails, and after its edit the probe arrives. {@code -Dpodlane.breaker=600} is the number of
 * cases; a part of them runs without it.
 */
class BreakerTest {
  private static final int USUAL = 150;

  static IntStream seeds() {
    return IntStream.range(
        Integer.getInteger("podlane.breaker.from", 0),
        Integer.getInteger("podlane.breaker", USUAL));
  }

  static Stream<Integer> healthySeeds() {
    return IntStream.range(0, 12).boxed();
  }

  @ParameterizedTest
  @MethodSource("healthySeeds")
  void nothingIsFoundInAHealthyCluster(int seed) {
    Workspace healthy = Workspace.open("healthy.yaml", Healthy.of(seed).manifests().text());

    assertThat(healthy.problems()).isEmpty();
    assertThat(healthy.findings().all()).isEmpty();
  }

  @Test
  void everyKindIsBroken() {
    Set<String> broken = new TreeSet<>();
    Breaks.ALL.forEach(each -> broken.add(each.code()));

    assertThat(broken).isEqualTo(new TreeSet<>(Kind.codes().toList()));
  }

  /** The first goes round all breaks, so that each is in several cases. */
  private static List<Break> breaks(int seed) {
    List<Break> chosen = new ArrayList<>(List.of(Breaks.ALL.get(seed % Breaks.ALL.size())));
    Set<String> touched = new HashSet<>(chosen.get(0).touches());
    List<Break> others = new ArrayList<>(Breaks.ALL);
    Collections.shuffle(others, new Random(seed));
    int most = seed < Breaks.ALL.size() ? 1 : 1 + seed % 3;
    for (Break each : others) {
      boolean free = Collections.disjoint(touched, each.touches());
      boolean everywhere =
          touched.contains(Break.NETWORK) || each.touches().contains(Break.NETWORK);
      if (chosen.size() < most && free && !everywhere) {
        chosen.add(each);
        touched.addAll(each.touches());
      }
    }
    return chosen;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void faultsAreFoundProvedAndMended(int seed) {
    Healthy healthy = Healthy.of(seed);
    List<Break> breaks = breaks(seed);
    breaks.forEach(each -> each.change().accept(healthy));
    Workspace broken = Workspace.open("broken.yaml", healthy.manifests().text());
    List<Finding> found = broken.findings().all();
    Set<String> known = new HashSet<>();
    List<Finding> told = new ArrayList<>();
    for (Break each : breaks) {
      known.add(each.code());
      known.addAll(each.also());
      told.add(told(each, healthy, found));
    }
    assertThat(found).allSatisfy(each -> assertThat(known).contains(each.kind().code()));

    Workspace mended = broken;
    for (Finding each : told) {
      Probing probe = each.probe();
      if (probe != null) {
        assertThat(isGood(broken, probe))
            .as("harm of " + each + outcome(broken, probe) + codes(breaks))
            .isFalse();
      }
      Mend edit = each.edit();
      if (edit != null) {
        mended = mended.with(edit(mended, edit));
        assertThat(mended.edits().get(mended.edits().size() - 1).refused()).as("" + each).isNull();
      }
    }
    for (Finding each : told) {
      Probing probe = each.probe();
      if (probe != null && each.edit() != null) {
        assertThat(isGood(mended, probe)).as("mended " + each + outcome(mended, probe)).isTrue();
      }
      if (each.edit() != null) {
        assertThat(mended.findings().all()).as("gone").doesNotContain(each);
      }
    }
  }

  private static Finding told(Break each, Healthy healthy, List<Finding> found) {
    String name =
        each.role().equals("db-rw") ? healthy.name("db") + "-rw" : healthy.name(each.role());
    Finding told =
        found.stream()
            .filter(it -> it.kind().code().equals(each.code()))
            .filter(it -> it.object().kind().equals(each.kind()))
            .filter(it -> it.object().name().equals(name))
            .findFirst()
            .orElse(null);
    assertThat(told).as("%s of %s in %s", each.code(), name, found).isNotNull();
    assertThat(told.command().text()).isNotBlank();
    assertThat(told.place().line()).as("line of " + told).isPositive();
    assertThat(told.probe() != null).as("probe of " + told).isEqualTo(each.probe());
    assertThat(told.edit() != null).as("edit of " + told).isEqualTo(each.edit());
    return told;
  }

  private static String codes(List<Break> breaks) {
    return " " + breaks.stream().map(each -> each.code() + " " + each.role()).toList();
  }

  private static Edit edit(Workspace workspace, Mend mend) {
    String id = "e" + workspace.edits().size();
    return Edit.asked(id, FindingWords.event(mend), Instant.EPOCH);
  }

  private static boolean isGood(Workspace workspace, Probing probe) {
    Walked walked = workspace.walk(List.of(FindingWords.request(probe))).get(0);
    boolean delivered = walked.trace().outcome().result() == Outcome.Result.DELIVERED;
    boolean answered = walked.answer() == null || walked.answer().status() < 400;
    boolean isPod = probe.to().contains("/") && !probe.to().contains(":");
    boolean meant = !isPod || isReached(walked, probe.to());
    return delivered && answered && meant && walked.unsimulated().isEmpty();
  }

  /** Of two pods with one address, the one that was meant has to answer. */
  private static boolean isReached(Walked walked, String pod) {
    return Answerer.of(walked.trace())
        .map(by -> by.namespace().equals(pod) || by.namespace().startsWith(pod + "#"))
        .orElse(false);
  }

  private static String outcome(Workspace workspace, Probing probe) {
    Walked walked = workspace.walk(List.of(FindingWords.request(probe))).get(0);
    return " " + walked.trace().outcome() + " " + walked.unsimulated();
  }
}
