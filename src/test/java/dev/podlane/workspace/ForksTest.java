package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.scenario.Samples;
import dev.podlane.time.Course;
import dev.podlane.time.state.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A fork is at its moment what the original is then, and the original never changes by it. {@code
 * -Dpodlane.courses=10000} tries more lists of events.
 */
final class ForksTest {
  private static final int COURSES = Integer.getInteger("podlane.courses", 200);
  private static final ObjectName WEB = new ObjectName("Deployment", "default", "web");
  private static final Workspace SCENE =
      Workspace.open("", Samples.text("rollout-bare").orElseThrow());

  private static Edit edit(int number, Event event) {
    return Edit.asked("e" + number, event, Instant.EPOCH);
  }

  /** Events of all kinds at moments in no order, some of which take back others. */
  private static List<Edit> events(Random random, List<String> pods) {
    List<Edit> edits = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 1; i <= count; i++) {
      boolean takesBack = i > 1 && random.nextInt(6) == 0;
      if (takesBack) {
        Edit other = edits.get(random.nextInt(edits.size()));
        edits.add(edit(i, new Event.Withdrawal(other.id(), other.event().text())));
      } else if (random.nextInt(8) == 0) {
        edits.add(edit(i, new Event.FieldChange(WEB, "spec.replicas", "" + random.nextInt(5))));
      } else {
        edits.add(edit(i, new Event.Timed(random.nextInt(300) * 100L, event(random, pods))));
      }
    }
    return edits;
  }

  private static Event event(Random random, List<String> pods) {
    String node = "node-" + (1 + random.nextInt(2));
    String pod = pods.get(random.nextInt(pods.size()));
    return switch (random.nextInt(9)) {
      case 0 -> new Event.FieldChange(WEB, "spec.replicas", "" + random.nextInt(6));
      case 1 ->
          new Event.FieldChange(
              WEB, "spec.template.spec.containers[0].image", "\"nginx:" + random.nextInt(4) + "\"");
      case 2 -> new Event.Act(Event.Deed.DELETE_POD, pod, random.nextBoolean() ? "" : "0s");
      case 3 -> new Event.PodEnd(pod, random.nextBoolean() ? "" : "nginx");
      case 4 -> new Event.Act(Event.Deed.CORDON, node, "");
      case 5 -> new Event.Act(Event.Deed.DRAIN, node, "");
      case 6 -> new Event.Act(Event.Deed.LOSE_NODE, node, "");
      case 7 -> new Event.Act(Event.Deed.STOP_PROXY, node, "");
      default ->
          new Event.FieldChange(
              new ObjectName("Service", "default", "web"),
              "spec.ports[0].port",
              "" + (80 + random.nextInt(3)));
    };
  }

  private static Workspace forked(List<Edit> asked, long moment) {
    List<Edit> edits = new ArrayList<>();
    Forks.events(asked, moment).forEach(event -> edits.add(edit(edits.size() + 1, event)));
    return SCENE.with(edits);
  }

  private static List<Entry> until(Course course, long moment) {
    return course.entries().stream().filter(each -> each.at() <= moment).toList();
  }

  @Test
  void aForkIsAtItsMomentAsTheOriginalIs() {
    List<String> pods =
        SCENE.cluster().orElseThrow().pods().stream().map(pod -> pod.ref().path()).toList();
    for (int seed = 0; seed < COURSES; seed++) {
      Random random = new Random(seed);
      List<Edit> asked = events(random, pods);
      long moment = random.nextInt(400) * 100L;
      Workspace original = SCENE.with(asked);
      List<Entry> before = original.course().orElseThrow().entries();

      Workspace fork = forked(asked, moment);

      Course own = fork.course().orElseThrow();
      Course course = original.course().orElseThrow();
      assertThat(until(own, moment)).as("seed %d", seed).isEqualTo(until(course, moment));
      if (seed % 10 == 0) {
        assertThat(fork.atMoment(moment).cluster())
            .as("seed %d at %d: %s", seed, moment, asked)
            .isEqualTo(original.atMoment(moment).cluster());
        assertThat(fork.atMoment(moment).network().namespaces())
            .isEqualTo(original.atMoment(moment).network().namespaces());
      }
      assertThat(course.entries()).as("the original is left alone").isEqualTo(before);
      assertThat(own.planned()).noneMatch(each -> each.at() > moment);
    }
  }

  /** What happens at the very moment has happened; what comes later has not. */
  @ParameterizedTest
  @ValueSource(longs = {999, 1_000, 1_001})
  void theMomentItselfIsPartOfTheFork(long moment) {
    Event scale = new Event.FieldChange(WEB, "spec.replicas", "1");
    Edit planned = edit(1, new Event.Timed(1_000, scale));

    assertThat(Forks.events(List.of(planned), moment)).hasSize(moment < 1_000 ? 0 : 1);
  }

  /** An event that the documents tell stays taken back, and a stale withdrawal hits no other. */
  @Test
  void whatWasTakenBackStaysSo() {
    Event scale = new Event.FieldChange(WEB, "spec.replicas", "1");
    List<Edit> asked =
        List.of(
            edit(1, scale),
            edit(2, new Event.Withdrawal("e1", scale.text())),
            edit(3, scale),
            edit(4, new Event.Withdrawal("d1", "kill nginx")));

    assertThat(Forks.events(asked, 0))
        .containsExactly(scale, new Event.Withdrawal("d1", "kill nginx"));
  }
}
