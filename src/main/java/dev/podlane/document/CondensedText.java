package dev.podlane.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Documents as YAML, written while they are read: of a list of objects, each object is written when
 * it ends, so that there is a tree of one of them at a time only.
 */
final class CondensedText implements Output {
  private static final String ITEMS = "items";

  /** The text, and what it is copied to while it grows. */
  private static final int COPIES = 2;

  private final StringBuilder text = new StringBuilder();
  private final YamlText yaml = YamlText.to(text);

  /** Where each document ends. */
  private final List<Integer> ends = new ArrayList<>();

  /** What all trees weighed when the document and the item that come next began. */
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
   * Writes an object, unless what is kept of it is known at the end of the list only; then those
   * after it wait for the end, too.
   */
  @Override
  public boolean takes(Value item, Weight weight, TreeBuilder builder) {
    takesItems &= Choice.isNamed(item);
    if (takesItems) {
      yaml.item(item);
      weigh(item, weight, builder);
    }
    return takesItems;
  }

  private void weigh(Value value, Weight weight, TreeBuilder builder) {
    weight.back(weightBefore);
    weight.text((long) COPIES * (text.length() - end()), value.line(), builder);
  }

  @Override
  public void add(Document document, Weight weight, TreeBuilder builder) {
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
    weigh(root, weight, builder);
    ends.add(text.length());
  }

  /** Writes what is around the items; the index at which they belong. */
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

  /** The whole text, with what was left out at its end. */
  String with(LeftOut leftOut) {
    if (!leftOut.isEmpty()) {
      text.append(ends.isEmpty() ? "" : "---\n");
      yaml.document(leftOut.toDocument());
    }
    return text.toString();
  }
}
