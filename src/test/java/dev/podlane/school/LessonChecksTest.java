package dev.podlane.school;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.read.School;
import dev.podlane.school.fact.Events;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tests the reasons that are told of repairs that do not do. */
class LessonChecksTest {
  private static final LessonRun RUN =
      LessonRun.of(School.builtIn().lesson("cluster").orElseThrow());
  private static final Stand LAST = RUN.stand(RUN.stands().size()).orElseThrow();
  private static final Task TASK = Objects.requireNonNull(LAST.page().task());
  private static final Change WRONG = TASK.reject().get(0).edits().get(0);
  private static final Change HARMLESS =
      new Change.Run("node-2", List.of("ip route add 10.9.0.0/24 via 10.100.0.2"));

  private static String said(Change... edits) {
    Said said =
        new LessonChecks(RUN)
            .check(LAST, TASK, Events.apply(LAST.workspace(), List.of(edits)).workspace())
            .said();
    return said == null ? "" : said.en();
  }

  @Test
  void aWrongEditGetsItsReasonWhateverElseWasMade() {
    String reason = Said.plain(TASK.reject().get(0).because()).en();

    assertEquals(reason, said(WRONG));
    assertEquals(reason, said(WRONG, WRONG));
    assertEquals(reason, said(WRONG, HARMLESS));
    assertEquals(reason, said(TASK.offer().get(1), WRONG));
  }

  @Test
  void anEditThatNoRepairHasGetsNone() {
    assertEquals("", said(HARMLESS));
  }

  @Test
  void aListThatAPageSentInOneLineIsTheOneOfTheFile() {
    LessonRun run = LessonRun.of(School.builtIn().lesson("to-slices").orElseThrow());
    Stand last = run.stand(run.stands().size()).orElseThrow();
    Task task = Objects.requireNonNull(last.page().task());
    Change.Field list = (Change.Field) task.reject().get(0).edits().get(0);
    String sent = Objects.requireNonNull(list.json()).replaceAll("\\s", "");
    Change.Field change =
        new Change.Field(list.kind(), list.namespace(), list.name(), list.path(), sent);
    LessonChecks.Checked checked =
        new LessonChecks(run)
            .check(last, task, Events.apply(last.workspace(), List.of(change)).workspace());

    assertEquals(1, checked.steps());
    assertEquals(
        Said.plain(task.reject().get(0).because()).en(),
        Objects.requireNonNull(checked.said()).en());
  }
}
