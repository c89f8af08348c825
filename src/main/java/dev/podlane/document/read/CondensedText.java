package dev.podlane.document.read;

import dev.podlane.document.Document;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.document.YamlText;
import dev.podlane.document.tree.Choice;
import dev.podlane.document.tree.LeftOut;
import dev.podlane.document.tree.TreeOutput;
import dev.podlane.document.tree.TreePosition;
import dev.podlane.document.tree.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Documents as YAML, written while they are read: of a list of objects, each object is written when
 * it ends, so that there is a tree of one of them at a time only.
 */
final class CondensedText implements TreeOutput {
  private static final String ITEMS = "items";

  /** The number of copies in memory while the text grows: the old buffer and the new one. */
  private static final int COPIES = 2;

  private final StringBuilder text = new StringBuilder();
  private final YamlText yaml = YamlText.to(text);

  /** The end of each document. */
  private final List<Integer> ends = new ArrayList<>();

  /** The weight of all trees before the next document and the next item. */
  private long weightBefore;

  private boolean takesItems;

  @Override
  public int count() {
    return ends.size();
  }

  private int end() {
    return ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
  }

  @Override
  public void back(int documents) {
    ends.subList(documents, ends.size()).clear();
    abandon();
  }

  @Override
  public void abandon() {
    text.setLength(end());
    takesItems = false;
  }

  @Override
  public void start(Weight weight) {
    abandon();
    weightBefore = weight.bytes();
  }

  /** A later list replaces one that the document had before. */
  @Override
  public void startItems() {
    abandon();
    takesItems = true;
  }

  /**
   * Writes an object, unless its final form is known only at the end of the list; then those after
   * it wait for the end, too.
   */
  @Override
  public boolean takes(Value item, Weight weight, TreePosition position) {
    takesItems &= Choice.isNamed(item);
    if (takesItems) {
      yaml.item(item);
      weigh(item, weight, position);
    }
    return takesItems;
  }

  private void weigh(Value value, Weight weight, TreePosition position) {
    weight.back(weightBefore);
    weight.text((long) COPIES * (text.length() - end()), value.line(), position);
  }

  @Override
  public void add(Document document, Weight weight, TreePosition position) {
    Value root = document.root();
    int end = end();
    String parting = ends.isEmpty() ? "" : "---\n";
    if (text.length() > end
        && root instanceof MapValue map
        && map.entries().get(ITEMS) instanceof ListValue rest) {
      int written = text.length();
      int before = around(map, rest);
      String head = parting + text.substring(written, before);
      text.delete(written, before).insert(end, head);
    } else {
      text.setLength(end);
      text.append(parting);
      yaml.document(root);
    }
    weigh(root, weight, position);
    ends.add(text.length());
  }

  /** Writes the mapping around the items; returns the index at which they belong. */
  private int around(MapValue map, ListValue rest) {
    int place = 0;
    for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
      if (entry.getKey().equals(ITEMS)) {
        text.append(ITEMS + ":\n");
        place = text.length();
        rest.items().forEach(yaml::item);
      } else {
        yaml.document(
            new MapValue(map.line(), Map.of(entry.getKey(), entry.getValue()), List.of()));
      }
    }
    return place;
  }

  @Override
  public List<Document> documents() {
    return List.of();
  }

  /** Returns the whole text, with the report of parts left out at its end. */
  String with(LeftOut leftOut) {
    if (!leftOut.isEmpty()) {
      text.append(ends.isEmpty() ? "" : "---\n");
      yaml.document(leftOut.toDocument());
    }
    return text.toString();
  }
}
