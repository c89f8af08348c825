package dev.podlane.document;

import java.util.ArrayList;
import java.util.List;

/** Keeps documents as trees. */
final class KeptDocuments implements Output {
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
  public void add(Document document, Weight weight, TreeBuilder builder) {
    documents.add(document);
    weight.document(document.line(), builder);
  }

  @Override
  public void startItems() {}

  @Override
  public boolean takes(Value item, Weight weight, TreeBuilder builder) {
    return false;
  }

  @Override
  public List<Document> documents() {
    return List.copyOf(documents);
  }
}
