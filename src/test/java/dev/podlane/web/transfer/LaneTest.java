package dev.podlane.web.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Places and those who wait for them. */
@Execution(ExecutionMode.SAME_THREAD)
class LaneTest {
  private final List<String> started = new ArrayList<>();

  @Test
  void thoseWhoWaitTakeTurnsByGroup() {
    Lane lane = new Lane(1, 100);
    assertThat(lane.enter()).isTrue();
    assertThat(lane.enter()).isFalse();
    for (String name : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
      assertThat(lane.join(name.substring(0, 1), waiting(name))).isTrue();
    }
    assertThat(started).isEmpty();

    for (int i = 0; i < 6; i++) {
      lane.leave();
    }

    assertThat(started).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    lane.leave();
    assertThat(lane.busy()).isZero();
    assertThat(lane.enter()).isTrue();
  }

  @Test
  void whoeverJoinsAFreeLaneStartsAtOnce() {
    Lane lane = new Lane(2, 100);
    lane.join("a", waiting("a1"));
    lane.join("a", waiting("a2"));
    lane.join("a", waiting("a3"));

    assertThat(started).containsExactly("a1", "a2");
  }

  @Test
  void aPlaceNobodyWantsGoesToTheNext() {
    Lane lane = new Lane(1, 100);
    assertThat(lane.enter()).isTrue();
    Lane.Next quitter = waiting("quitter");
    lane.join("a", () -> false);
    lane.join("a", quitter);
    lane.join("a", waiting("a1"));
    lane.quit("a", quitter);
    lane.quit("nobody", quitter);

    lane.leave();

    assertThat(started).containsExactly("a1");
    lane.leave();
    assertThat(lane.busy()).isZero();
  }

  @Test
  void theQueueHasAnEnd() {
    Lane lane = new Lane(1, 2);
    lane.enter();

    assertThat(lane.join("a", waiting("a1"))).isTrue();
    assertThat(lane.join("b", waiting("b1"))).isTrue();
    assertThat(lane.join("c", waiting("c1"))).isFalse();
  }

  private Lane.Next waiting(String name) {
    return () -> started.add(name);
  }
}
