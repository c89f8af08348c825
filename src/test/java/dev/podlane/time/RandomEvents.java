package dev.podlane.time;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.document.MapValue;
import dev.podlane.time.event.Happening;
import dev.podlane.time.event.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Lists of anything that may happen to the cluster {@code time/web.yaml}. */
public final class RandomEvents {
  static final String WEB = "Deployment default/web";

  private RandomEvents() {}

  /** The manifests with another rollout. */
  public static String text(String image, int replicas, int surge, int unavailable) {
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

  /** Events that name pods which may be there or not, in no order. */
  public static List<Planned> of(Random random, Cluster cluster) {
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
}
