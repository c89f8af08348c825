package dev.podlane.document.tree;

import dev.podlane.document.Document;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.List;

/** Keeps documents as trees. */
public final class KeptDocuments implements TreeOutput {
  private final List<Document> documents = new ArrayList<>();

  @Override
  public int count() {
    return documents.size();
  }

  @Override
  public void back(int count) {
    documents.subList(count, documents.size()).clear();
  }

  @Override
  public void abandon() {}

  @Override
  public void start(Weight weight) {}

  @Override
  public void add(Document document, Weight weight, TreePosition position) {
    documents.add(document);
    weight.document(document.line(), position);
  }

  @Override
  public void startItems() {}

  @Override
  public boolean takes(Value item, Weight weight, TreePosition position) {
    return false;
  }

  @Override
  public List<Document> documents() {
    return List.copyOf(documents);
  }
}
