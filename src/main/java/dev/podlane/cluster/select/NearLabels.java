package dev.podlane.cluster.select;

import dev.podlane.cluster.field.Spelling;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Finds the label that was probably meant by one that nothing has. */
public final class NearLabels {
  private NearLabels() {}

  /**
   * A wanted label that nothing has, and the one that comes nearest to it.
   *
   * @param wanted as {@code key=value}
   * @param had as {@code key=value}
   */
  public record Near(String wanted, String had) {}

  /**
   * The first wanted label that is not there but nearly so: the same behind a prefix, one that is
   * spelt alike, or, if no other is wanted, another value of its key.
   *
   * @param there labels that there are, as {@code key=value}, in order
   */
  public static Optional<Near> of(Map<String, String> wanted, Collection<String> there) {
    for (Map.Entry<String, String> each : wanted.entrySet()) {
      String label = each.getKey() + "=" + each.getValue();
      if (there.contains(label)) {
        continue;
      }
      Optional<String> found =
          there.stream()
              .filter(one -> one.endsWith("/" + label))
              .findFirst()
              .or(() -> Spelling.nearest(label, there))
              .or(
                  () ->
                      there.stream()
                          .filter(one -> wanted.size() == 1)
                          .filter(one -> one.startsWith(each.getKey() + "="))
                          .findFirst());
      if (found.isPresent()) {
        return Optional.of(new Near(label, found.get()));
      }
    }
    return Optional.empty();
  }
}
