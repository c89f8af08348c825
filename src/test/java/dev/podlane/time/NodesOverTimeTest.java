package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.time.event.Happening;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nodes that are deleted and added while time passes (rules 1 to 5, 288). */
class NodesOverTimeTest {
  private static final String WEB = TimeLine.webText().split("apiVersion: apps/v1", 2)[1];

  private static String text(Set<String> nodes) {
    StringBuilder text = new StringBuilder();
    for (String each : nodes) {
      text.append("apiVersion: v1\nkind: Node\nmetadata: {name: ").append(each).append("}\n---\n");
    }
    return text + "apiVersion: apps/v1" + WEB;
  }

  private static Happening rebase(String text) {
    return new Happening.Rebase(text, () -> TimeLine.cluster(text));
  }

  /** Pods of the deleted Node have their addresses until they are collected. */
  @Test
  void aNewNodeGetsNeitherTheBlockNorTheAddressOfAnother() {
    Course course =
        TimeLine.of(text(Set.of("n1")))
            .at(1, rebase(text(Set.of("n2"))))
            .at(2, rebase(text(new TreeSet<>(List.of("n2", "n3")))))
            .course();

    assertThat(course.at(2_000).pods().on("n1")).isNotEmpty();
    assertThat(course.at(2_000).nodes().values())
        .extracting(each -> "" + each.node().podCidr())
        .containsExactlyInAnyOrder("10.0.1.0/24", "10.0.2.0/24");
  }

  @Test
  void nothingIsHadTwiceInAnyOrder() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Set<String> nodes = new TreeSet<>(List.of("n1", "n2", "n3"));
      TimeLine line = TimeLine.of(text(nodes));
      for (double at = 1; at < 120; at += 1 + random.nextInt(30)) {
        String node = "n" + (1 + random.nextInt(7));
        if (!nodes.remove(node) || nodes.isEmpty()) {
          nodes.add(node);
        }
        line.at(at, rebase(text(nodes)));
      }
      Course course = line.course();
      assertThat(course.isSettled()).as("seed %d", seed).isTrue();
      for (Moment moment : course.moments()) {
        nothingIsHadTwice(moment.state(), seed);
      }
    }
  }

  private static void nothingIsHadTwice(State state, int seed) {
    Set<Ip> nodes = new HashSet<>();
    Map<String, Prefix> blocks = new HashMap<>();
    for (NodeState each : state.nodes().values()) {
      String name = each.node().name();
      assertThat(nodes.add(each.node().internalIp())).as("seed %d: %s", seed, name).isTrue();
      Prefix block = Objects.requireNonNull(each.node().podCidr(), name);
      assertThat(blocks.values()).as("seed %d: %s", seed, name).noneMatch(block::overlaps);
      blocks.put(name, block);
    }
    Map<Ip, String> pods = new HashMap<>();
    for (PodState pod : state.pods().pods().values()) {
      Ip ip = pod.runtime() == null ? null : pod.runtime().address();
      if (ip != null) {
        assertThat(pods.put(ip, pod.path()))
            .as("seed %d at %d: %s of %s", seed, state.now(), ip, pod.path())
            .isNull();
        Prefix block = blocks.get("" + pod.nodeName());
        assertThat(block == null || block.contains(ip)).as("seed %d: %s", seed, ip).isTrue();
      }
    }
  }
}
