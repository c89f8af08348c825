package dev.podlane.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers where every scalar and alias of a text stands. */
final class Spans implements TreeBuilder.Ranges {
  private final List<TreeBuilder.Span> all = new ArrayList<>();
  private final Map<ScalarValue, TreeBuilder.Span> ofScalar = new IdentityHashMap<>();
  private final Map<ScalarValue, List<ScalarValue>> aliases = new IdentityHashMap<>();
  private final List<ScalarValue> anchored = new ArrayList<>();

  @Override
  public void scalar(ScalarValue value, TreeBuilder.Span span) {
    all.add(span);
    ofScalar.put(value, span);
  }

  @Override
  public void alias(Value target, Value occurrence, TreeBuilder.Span span) {
    all.add(span);
    if (target instanceof ScalarValue scalar && occurrence instanceof ScalarValue there) {
      ofScalar.put(there, span);
      if (!aliases.containsKey(scalar)) {
        anchored.add(scalar);
      }
      aliases.computeIfAbsent(scalar, any -> new ArrayList<>()).add(there);
    }
  }

  /** Where a scalar, or an alias of one, stands; null if it is in no text of its own. */
  TreeBuilder.@Nullable Span of(ScalarValue scalar) {
    return ofScalar.get(scalar);
  }

  /** Scalars that have aliases, in the order of the first alias. */
  List<ScalarValue> anchored() {
    return anchored;
  }

  /** The aliases of a scalar, in the order of the text. */
  List<ScalarValue> aliases(ScalarValue anchored) {
    return aliases.getOrDefault(anchored, List.of());
  }

  /** All scalars and aliases of scalars. */
  Iterable<ScalarValue> scalars() {
    return ofScalar.keySet();
  }

  /** All, in the order of the text. */
  List<TreeBuilder.Span> sorted() {
    return all.stream().sorted(Comparator.comparingInt(TreeBuilder.Span::start)).toList();
  }
}
