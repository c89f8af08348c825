package dev.podlane.workspace;

import dev.podlane.cluster.http.Endpoints;
import dev.podlane.cluster.http.HttpDecision.Share;
import dev.podlane.trace.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A proxy's choices by chance: a Service by weight, and one of its endpoints. */
final class Choices {
  private Choices() {}

  /**
   * The share that is chosen.
   *
   * @param shares at least one of which has a weight
   * @param endpoint an endpoint that shall be chosen; null for none
   */
  static Share share(List<Share> shares, Probe.@Nullable Choice endpoint, long seed) {
    for (Share each : shares) {
      if (each.weight() > 0 && each.endpoints().stream().anyMatch(it -> isIt(it, endpoint))) {
        return each;
      }
    }
    long sum = shares.stream().mapToLong(Share::weight).sum();
    long drawn = new SplittableRandom(seed).nextLong(Math.max(1, sum));
    for (Share each : shares) {
      drawn -= each.weight();
      if (drawn < 0) {
        return each;
      }
    }
    return shares.get(0);
  }

  /** The endpoints in the order in which they are tried. */
  static List<Endpoints.Target> order(
      List<Endpoints.Target> all, Probe.@Nullable Choice endpoint, long seed) {
    int first = new SplittableRandom(~seed).nextInt(all.size());
    for (int i = 0; i < all.size(); i++) {
      first = isIt(all.get(i), endpoint) ? i : first;
    }
    List<Endpoints.Target> order = new ArrayList<>(all.subList(first, all.size()));
    order.addAll(all.subList(0, first));
    return order;
  }

  private static boolean isIt(Endpoints.Target target, Probe.@Nullable Choice endpoint) {
    return endpoint != null
        && target.address().equals(endpoint.address())
        && (endpoint.port() == 0 || endpoint.port() == target.port());
  }

  /** Every endpoint that could be chosen, with its probability. */
  static List<HttpAnswer.Backend> backends(List<Share> shares) {
    double sum = shares.stream().mapToLong(Share::weight).sum();
    Map<Endpoints.Target, Double> found = new LinkedHashMap<>();
    for (Share each : shares) {
      double part = sum == 0 ? 0 : each.weight() / sum / Math.max(1, each.endpoints().size());
      if (part > 0) {
        each.endpoints().forEach(target -> found.merge(target, part, Double::sum));
      }
    }
    return found.entrySet().stream()
        .map(each -> new HttpAnswer.Backend(each.getKey(), each.getValue()))
        .toList();
  }
}
