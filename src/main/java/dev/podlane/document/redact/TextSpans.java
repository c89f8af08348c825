package dev.podlane.document.redact;

import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.document.tree.RangeListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers where every key, scalar and alias of a text stands, in the order of the text. */
final class TextSpans implements RangeListener {
  private static final int BLOCK = 1;

  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private final List<@Nullable Value> values = new ArrayList<>();
  private final List<@Nullable String> anchors = new ArrayList<>();
  private byte[] flags = new byte[64];
  private final IdentityHashMap<ScalarValue, ScalarValue> targets = new IdentityHashMap<>();
  private int count;
  private boolean aliases;

  @Override
  public void key(int start, int end) {
    add(start, end, null, null, 0);
  }

  @Override
  public void scalar(ScalarValue value, int start, int end, String anchor, boolean block) {
    add(start, end, value, anchor, block ? BLOCK : 0);
  }

  @Override
  public void alias(Value target, Value here, int start, int end) {
    aliases = true;
    add(start, end, here, null, 0);
    if (target instanceof ScalarValue scalar && here instanceof ScalarValue copy) {
      targets.put(copy, scalar);
    }
  }

  private void add(int start, int end, @Nullable Value value, @Nullable String anchor, int flag) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      flags = Arrays.copyOf(flags, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    flags[count] = (byte) flag;
    values.add(value);
    anchors.add(anchor);
    count++;
  }

  @Override
  public int told() {
    return count;
  }

  @Override
  public void back(int told) {
    count = told;
    values.subList(told, values.size()).clear();
    anchors.subList(told, anchors.size()).clear();
  }

  /** Returns true if there was an alias, so that a value may be in several places. */
  boolean hasAliases() {
    return aliases;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  boolean isBlock(int index) {
    return flags[index] == BLOCK;
  }

  /** Returns the value of a span; null for a key. */
  @Nullable Value value(int index) {
    return values.get(index);
  }

  /** The anchor of the scalar that stands there, empty if it has none; null if it is no scalar. */
  @Nullable String anchor(int index) {
    return anchors.get(index);
  }

  /** The scalar that each scalar in the place of an alias was copied from. */
  Map<ScalarValue, ScalarValue> targets() {
    return targets;
  }

  /** The scalar that an alias stands for, if this is in the place of one. */
  @Nullable ScalarValue target(@Nullable Value here) {
    return here instanceof ScalarValue scalar ? targets.get(scalar) : null;
  }
}
