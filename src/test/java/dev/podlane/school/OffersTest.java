package dev.podlane.school;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.read.School;
import dev.podlane.school.fact.Events;
import dev.podlane.workspace.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of what a task offers gives nothing away. */
class OffersTest {
  @Test
  void aTaskWithOneAnswerOffersMoreThanItAndNotAlwaysFirst() {
    List<String> alone = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Lesson lesson : School.builtIn().lessons()) {
      for (Stand stand : LessonRun.of(lesson).stands()) {
        Task task = stand.page().task();
        if (task == null || task.offer().size() != 1) {
          continue;
        }
        List<Event> offers = Offers.of(lesson.id(), stand, task);
        assertThat(offers).isEqualTo(Offers.of(lesson.id(), stand, task)).doesNotHaveDuplicates();
        if (offers.size() == 1) {
          alone.add(lesson.id() + " page " + stand.number());
        }
        places.add(offers.indexOf(Events.all(stand.workspace(), task.offer()).get(0)));
      }
    }
    assertThat(alone).isEmpty();
    long first = places.stream().filter(place -> place == 0).count();
    assertThat(first).as(places.toString()).isBetween(places.size() / 4L, places.size() / 2L);
  }
}
