package dev.podlane.compile;

import dev.podlane.cluster.object.Pod;
import dev.podlane.net.shared.HashIndex;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The indexes of a list of pods, each made when it is first needed. Thread-safe. */
final class PodIndexes {
  private final List<Pod> pods;
  private final Map<PodKey, HashIndex> made = new EnumMap<>(PodKey.class);
  private @Nullable Boolean twins;

  PodIndexes(List<Pod> pods) {
    this.pods = List.copyOf(pods);
  }

  List<Pod> pods() {
    return pods;
  }

  /** The places of the pods that may have a hash. */
  IntStream find(PodKey key, long hash) {
    return pods.isEmpty() ? IntStream.empty() : index(key).find(hash);
  }

  private HashIndex index(PodKey key) {
    synchronized (made) {
      return made.computeIfAbsent(
          key, each -> HashIndex.of(pods.size(), number -> each.hash(pods.get(number), number)));
    }
  }

  /** Returns true if two of them have one namespace and name. */
  boolean hasTwins() {
    synchronized (made) {
      if (twins == null) {
        twins =
            index(PodKey.PATH)
                .hasTwins((one, other) -> isCalledAlike(pods.get(one), pods.get(other)));
      }
      return twins;
    }
  }

  private static boolean isCalledAlike(Pod one, Pod other) {
    return one.name().equals(other.name()) && one.namespace().equals(other.namespace());
  }
}
