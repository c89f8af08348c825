package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.document.MapValue;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.time.event.Happening;
import dev.podlane.time.event.Planned;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.Settings;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever people do, in whatever order: no two pods have one address, none is outside its node's
 * block, every course ends, and the same events always give the same course. {@code
 * -Dpodlane.courses=10000} tries more of them.
 */
class CoursePropertiesTest {
  private static final int COURSES = Integer.getInteger("podlane.courses", 200);
  private static final String WEB = "Deployment default/web";

  private final Cluster cluster = TimeLine.cluster(text("nginx", 3, 1, 0));
  private final Course still = Course.of(cluster, Settings.ofVersion(37));

  private static String text(String image, int replicas, int surge, int unavailable) {
    return TimeLine.webText()
        .replace("image: nginx", "image: " + image)
        .replace("replicas: 3", "replicas: " + replicas)
        .replace("maxSurge: 1", "maxSurge: " + surge)
        .replace("maxUnavailable: 0", "maxUnavailable: " + unavailable);
  }

  private static MapValue tree(String text) {
    return TimeLine.cluster(text).sources().entrySet().stream()
        .filter(each -> each.getKey().toString().equals(WEB))
        .findFirst()
        .orElseThrow()
        .getValue()
        .value();
  }

  /** Events that name pods which may be there or not. */
  private static List<Planned> events(Random random, Cluster cluster) {
    List<Planned> events = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      long at = Math.max(0, random.nextInt(480) - 80) * 100L; // some at the very beginning
      events.add(new Planned(at, "e" + i, event(random, cluster)));
    }
    return events;
  }

  private static Happening event(Random random, Cluster cluster) {
    String node = "n" + (1 + random.nextInt(3));
    String pod = cluster.pods().get(random.nextInt(cluster.pods().size())).ref().path();
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> {
        MapValue tree =
            tree(
                text(
                    "nginx:" + random.nextInt(4),
                    random.nextInt(7),
                    1 + random.nextInt(3),
                    random.nextInt(2)));
        yield new Happening.Rewrite(WEB, any -> Optional.of(tree));
      }
      case 3 -> new Happening.Rollback(WEB, random.nextInt(3));
      case 4 -> new Happening.DeletePod(pod, random.nextBoolean() ? null : (Long) 0L);
      case 5 -> new Happening.Kill(pod, random.nextBoolean() ? "" : "nginx");
      case 6 -> new Happening.Cordon(node, random.nextBoolean());
      case 7 -> new Happening.Drain(node);
      case 8 -> new Happening.Machine(node, random.nextBoolean());
      case 9 -> new Happening.Proxy(node, random.nextBoolean());
      case 10 -> new Happening.Probe(pod, "", false, random.nextBoolean());
      case 11 -> new Happening.Label(pod, "app", random.nextBoolean() ? "web" : null);
      case 12 ->
          new Happening.ProxyMode(
              random.nextBoolean() ? "" : node,
              random.nextBoolean() ? KubeProxy.Mode.NFTABLES : KubeProxy.Mode.IPTABLES);
      default -> new Happening.Machine("n3", false);
    };
  }

  @Test
  void noAddressIsOutsideItsBlockOrHadTwice() {
    for (int seed = 0; seed < COURSES; seed++) {
      Course course = still.with(events(new Random(seed), cluster));
      for (Moment moment : course.moments()) {
        addresses(moment.state(), seed);
      }
    }
  }

  private static void addresses(State state, int seed) {
    Map<Ip, String> owners = new HashMap<>();
    for (PodState pod : state.pods().pods().values()) {
      Ip ip = pod.runtime() == null ? null : pod.runtime().address();
      if (ip == null) {
        continue;
      }
      assertThat(owners.put(ip, pod.path()))
          .as("seed %d at %d: %s of %s", seed, state.now(), ip, pod.path())
          .isNull();
      NodeState node = Objects.requireNonNull(TimeLine.node(state, "" + pod.nodeName()));
      Prefix block = Objects.requireNonNull(node.node().podCidr());
      assertThat(block.contains(ip)).as("seed %d: %s in %s", seed, ip, block).isTrue();
    }
  }

  @Test
  void everyCourseEndsAndIsTheSameAgain() {
    for (int seed = 0; seed < COURSES / 4; seed++) {
      List<Planned> events = events(new Random(seed), cluster);
      Course course = still.with(events);

      assertThat(course.isSettled()).as("seed %d: %s", seed, events).isTrue();
      assertThat(Course.of(cluster, Settings.ofVersion(37)).with(events).entries())
          .isEqualTo(course.entries());
    }
  }

  /** Events that are added later, undone or moved give what they give at once. */
  @Test
  void aCourseThatGoesOnEqualsOneFromTheBeginning() {
    for (int seed = 0; seed < COURSES / 4; seed++) {
      List<Planned> events = events(new Random(seed), cluster);
      List<Entry> whole = still.with(events).entries();
      Course grown = still;
      for (int i = 1; i <= events.size(); i++) {
        grown = grown.with(events.subList(0, i));
      }
      List<Planned> fewer = events.subList(0, events.size() - 1);

      assertThat(grown.entries()).as("seed %d", seed).isEqualTo(whole);
      assertThat(grown.with(fewer).entries())
          .as("seed %d, one taken back", seed)
          .isEqualTo(still.with(fewer).entries());
      assertThat(grown.entries()).as("seed %d, the first is left alone", seed).isEqualTo(whole);
    }
  }

  /** Rules 154, 159, 161: by their specs there are never more pods than replicas and surge. */
  @Test
  void aRolloutKeepsItsBounds() {
    for (int seed = 0; seed < COURSES / 4; seed++) {
      Random random = new Random(seed);
      int surge = 1 + random.nextInt(3);
      int unavailable = random.nextInt(3);
      int replicas = 1 + random.nextInt(8);
      String text = text("nginx", replicas, surge, unavailable);
      Course course =
          TimeLine.of(text)
              .rewrite(0, WEB, text("nginx:2", replicas, surge, unavailable))
              .rewrite(random.nextInt(20), WEB, text("nginx:3", replicas, surge, unavailable))
              .course();

      for (Moment moment : course.moments()) {
        WorkloadState web = Objects.requireNonNull(moment.state().workloads().get(WEB));
        int wanted =
            moment.state().workloads().children(web).stream()
                .mapToInt(WorkloadState::replicas)
                .sum();
        long ready =
            moment.state().pods().pods().values().stream()
                .filter(pod -> pod.ready() && pod.isActive())
                .count();
        assertThat(wanted).as("seed %d", seed).isLessThanOrEqualTo(replicas + surge);
        assertThat(ready)
            .as("seed %d at %d", seed, moment.state().now())
            .isGreaterThanOrEqualTo(replicas - unavailable);
      }
    }
  }
}
