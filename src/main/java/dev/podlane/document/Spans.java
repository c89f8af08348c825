package dev.podlane.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/** Remembers where every scalar and alias of a text stands. */
final class Spans implements TreeBuilder.Ranges {
  private final List<TreeBuilder.Span> all = new ArrayList<>();
  private final IdentityHashMap<ScalarValue, TreeBuilder.Span> ofScalar = new IdentityHashMap<>();
  private final IdentityHashMap<TreeBuilder.Span, Value> meaning = new IdentityHashMap<>();

  @Override
  public void scalar(ScalarValue value, TreeBuilder.Span span) {
    all.add(span);
    ofScalar.put(value, span);
    meaning.put(span, value);
  }

  @Override
  public void alias(Value target, TreeBuilder.Span span) {
    all.add(span);
    meaning.put(span, target);
  }

  /** Where a scalar itself stands. */
  TreeBuilder.Span of(ScalarValue scalar) {
    return Objects.requireNonNull(ofScalar.get(scalar));
  }

  /** Whether the scalar here, or the one an alias here stands for, is blanked. */
  boolean isBlanked(TreeBuilder.Span span, Sensitive sensitive) {
    return meaning.get(span) instanceof ScalarValue scalar && sensitive.contains(scalar);
  }

  /** All, in the order of the text. */
  List<TreeBuilder.Span> sorted() {
    return all.stream().sorted(Comparator.comparingInt(TreeBuilder.Span::start)).toList();
  }
}
