package dev.podlane.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding pods in a table is finding them in the list, however the table was made. */
class PodTableTest {
  private static final int ROUNDS = 200;

  private final List<Pod> known = pods();

  private static List<Pod> pods() {
    StringBuilder text = new StringBuilder();
    for (int node = 1; node <= 3; node++) {
      text.append("{apiVersion: v1, kind: Node, metadata: {name: n" + node + "}}\n---\n");
    }
    for (int i = 0; i < 120; i++) {
      text.append("{apiVersion: v1, kind: Pod, metadata: {name: p" + i % 60 + ", namespace: ")
          .append(i < 60 ? "a" : "b")
          .append("}, spec: {containers: [{name: c, image: i}]}}\n---\n");
    }
    text.append("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: ")
        .append("{replicas: 40, selector: {matchLabels: {a: b}}, template: {metadata: ")
        .append("{labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}}\n");
    return Clusters.read(Documents.parse("", text.toString())).pods();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aTableThatWasMadeFromAnotherFindsTheSame(int seed) {
    Random random = new Random(seed);
    List<Pod> now = new ArrayList<>(known.subList(0, 100));
    PodTable table = PodTable.of(now);
    int near = 0;
    for (int round = 0; round < ROUNDS; round++) {
      change(now, random);
      PodTable before = table;
      table = table.with(now);
      near += table.isNear(before) ? 1 : 0;
      finds(table, now);
      if (table.isNear(before)) {
        List<Pod> other = new ArrayList<>(before.all());
        List<Pod> both = new ArrayList<>(now);
        both.removeAll(other);
        assertThat(table.difference(before)).containsAll(both);
      }
    }
    assertThat(near).isBetween(ROUNDS / 4, ROUNDS - 1);
  }

  private void change(List<Pod> now, Random random) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      Pod pod = known.get(random.nextInt(known.size()));
      switch (random.nextInt(5)) {
        case 0, 1 -> now.remove(pod);
        case 2 -> Collections.swap(now, random.nextInt(now.size()), random.nextInt(now.size()));
        default -> {
          if (!now.contains(pod)) {
            now.add(random.nextInt(3) == 0 ? random.nextInt(now.size() + 1) : now.size(), pod);
          }
        }
      }
    }
  }

  private void finds(PodTable table, List<Pod> now) {
    assertThat(table.all()).isEqualTo(now);
    assertThat(table.hasTwins()).isFalse();
    for (Pod pod : known) {
      ObjectRef owner = pod.owner();
      Ip address = pod.podIp();
      assertThat(table.called(pod.namespace(), pod.name())).isEqualTo(all(now, pod::equals));
      assertThat(table.called(pod.name()))
          .isEqualTo(all(now, each -> each.name().equals(pod.name())));
      if (owner != null) {
        assertThat(table.ownedBy(owner.name()))
            .isEqualTo(all(now, each -> owner.equals(each.owner())));
      }
      if (address != null) {
        assertThat(table.with(address)).isEqualTo(all(now, each -> address.equals(each.podIp())));
      }
    }
    for (String node : List.of("n1", "n2", "n3", "n4")) {
      assertThat(table.on(node)).isEqualTo(all(now, each -> node.equals(each.nodeName())));
    }
  }

  private static List<Pod> all(List<Pod> pods, Predicate<Pod> wanted) {
    return pods.stream().filter(wanted).toList();
  }
}
