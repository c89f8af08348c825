package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.event.Happening;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** CronJobs that fire (rule 212). */
class CronJobsOverTimeTest {
  private static final Happening FIRE = new Happening.Fire("CronJob default/backup");

  private static String text(String more) {
    return TimeLine.webText()
        + """
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: backup}
        spec:
          schedule: "*/5 * * * *"
          %s
          jobTemplate:
            metadata: {labels: {part: backup}}
            spec:
              template:
                metadata: {labels: {app: backup}}
                spec: {restartPolicy: Never, containers: [{name: dump, image: dump:1}]}
        """
            .formatted(more);
  }

  private static List<String> jobs(State state) {
    return state.workloads().all().values().stream()
        .filter(each -> each.ref().kind().equals("Job"))
        .map(each -> each.ref().name())
        .sorted()
        .toList();
  }

  private static boolean has(Course course, String code) {
    return course.entries().stream().anyMatch(each -> each.code().equals(code));
  }

  /** The name tells the minute (getJobName), and the Job belongs to the CronJob. */
  @Test
  void rule212AJobIsMadeOfTheTemplate() {
    Course course = TimeLine.of(text("")).at(61, FIRE).course();
    WorkloadState job =
        Objects.requireNonNull(course.end().workloads().get("Job default/backup-29453761"));
    List<PodState> pods = course.end().pods().controlledBy(job.ref());

    assertThat(jobs(course.at(0))).isEmpty();
    assertThat(job.owner()).hasToString("CronJob default/backup");
    assertThat(pods).hasSize(1);
    assertThat(pods.get(0).labels()).containsEntry("app", "backup");
    assertThat(TimeLine.first(course, "pod.ready", "backup").at()).isLessThan(63_000);
    assertThat(TimeLine.first(course, "job.created", "backup").actor().text())
        .isEqualTo("cronjob-controller");
  }

  @Test
  void rule212ConcurrencyPolicies() {
    Course allowed = TimeLine.of(text("")).at(59.5, FIRE).at(60, FIRE).course();
    Course forbidden =
        TimeLine.of(text("concurrencyPolicy: Forbid")).at(59.5, FIRE).at(60, FIRE).course();
    Course replaced =
        TimeLine.of(text("concurrencyPolicy: Replace")).at(59.5, FIRE).at(60, FIRE).course();

    assertThat(jobs(allowed.end())).containsExactly("backup-29453760", "backup-29453761");
    assertThat(jobs(forbidden.end())).containsExactly("backup-29453760");
    assertThat(has(forbidden, "cronjob.already-active")).isTrue();
    assertThat(jobs(replaced.end())).containsExactly("backup-29453761");
    assertThat(replaced.end().pods().pods()).as("the first is gone, the second is done").hasSize(4);
  }

  @Test
  void rule212NotWhileSuspendedAndOnceAMinute() {
    Course suspended = TimeLine.of(text("suspend: true")).at(1, FIRE).course();
    Course twice = TimeLine.of(text("")).at(1, FIRE).at(30, FIRE).course();

    assertThat(jobs(suspended.end())).isEmpty();
    assertThat(has(suspended, "cronjob.suspended")).isTrue();
    assertThat(jobs(twice.end())).containsExactly("backup-29453760");
    assertThat(has(twice, "cronjob.same-minute")).isTrue();
  }
}
