package dev.podlane.time.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.revision.Revisions.Step;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Histories of templates. */
final class RevisionsTest {
  private static Revision revision(String name, long number, boolean matches, boolean live) {
    return new Revision(name, number, matches, live);
  }

  @Test
  @DisplayName("rule 202: TestStatefulSetControl_getSetRevisions, new, same, and rolled back")
  void rule202() {
    Revision one = revision("one", 1, false, false);
    Revision two = revision("two", 2, false, false);

    assertThat(Revisions.step(List.of())).isEqualTo(new Step.Create(1));
    assertThat(Revisions.step(List.of(two, one))).isEqualTo(new Step.Create(3));
    assertThat(Revisions.step(List.of(one, revision("two", 2, true, true))))
        .isEqualTo(new Step.Keep("two"));
    assertThat(Revisions.step(List.of(revision("one", 1, true, true), two)))
        .isEqualTo(new Step.Renumber("one", 3));
  }

  @Test
  @DisplayName("a StatefulSet's limit is for dead revisions, a DaemonSet's for all old ones")
  void surplus() {
    List<Revision> history =
        List.of(
            revision("e", 5, true, true),
            revision("d", 4, false, false),
            revision("c", 3, false, true),
            revision("b", 2, false, false),
            revision("a", 1, false, true));

    assertThat(Revisions.surplusOfStatefulSet(history, 1)).containsExactly("b");
    assertThat(Revisions.surplusOfDaemonSet(history, 1)).containsExactly("b", "d");
    assertThat(Revisions.surplusOfDaemonSet(history, 3)).containsExactly("b");
    assertThat(Revisions.surplusOfStatefulSet(history, 10)).isEmpty();
  }
}
