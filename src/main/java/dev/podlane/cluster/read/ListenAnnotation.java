package dev.podlane.cluster.read;

import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.document.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code podlane.dev/listen}, the addresses that a pod's processes bind instead of their
 * declared ports, such as {@code "8080/tcp 127.0.0.1:9000/tcp"}; {@code none} for nothing.
 */
final class ListenAnnotation {
  static final String KEY = "podlane.dev/listen";
  private static final int MOST = 1_000;

  private ListenAnnotation() {}

  /**
   * The annotation of a pod or of a template; null if there is none, or if it cannot be read, which
   * is a problem on it.
   */
  static @Nullable List<ListenAddress> read(Fields object) {
    Optional<Fields> annotations =
        object.map("metadata").filter(m -> m.has("annotations")).flatMap(m -> m.map("annotations"));
    if (annotations.isEmpty() || !annotations.get().has(KEY)) {
      return null;
    }
    Fields fields = annotations.get();
    String text = fields.text(KEY).orElse("").strip();
    List<ListenAddress> found = new ArrayList<>();
    if (text.equals("none")) {
      return found;
    }
    for (String word : text.split("[\\s,]+", -1)) {
      Optional<ListenAddress> one = ListenAddress.parse(word);
      if (one.isEmpty() || found.size() == MOST) {
        fields.warn(KEY, "pod.listen", word);
        return null;
      }
      if (found.contains(one.get())) {
        fields.info(KEY, "pod.listen-twice", word);
      } else {
        found.add(one.get());
      }
    }
    return found;
  }
}
