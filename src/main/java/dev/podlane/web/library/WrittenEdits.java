package dev.podlane.web.library;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import dev.podlane.notation.ConsoleEdit;
import dev.podlane.notation.ConsoleEdits;
import dev.podlane.store.NewEdit;
import dev.podlane.store.TextEdits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes {@code ConsoleEdit} documents off the end of a text, where the first version of Podlane
 * wrote edits. One that cannot be read stays, and so do all documents before it; an edit that a
 * person wrote between other documents stays as well, and is read with them.
 */
@Component
public class WrittenEdits implements TextEdits {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public Taken take(String text) {
    List<Document> documents;
    try {
      documents = Documents.parse("", text);
    } catch (DocumentException unreadable) {
      return new Taken(text, List.of());
    }
    int first = documents.size();
    while (first > 0 && isReadable(documents.get(first - 1))) {
      first--;
    }
    if (first == 0 || first == documents.size()) {
      return new Taken(text, List.of());
    }
    String before = text.substring(0, offsetOf(text, documents.get(first).line()));
    if (!reads(before, first)) {
      return new Taken(text, List.of());
    }
    List<NewEdit> edits =
        ConsoleEdits.read(documents.subList(first, documents.size()), problem -> {}).stream()
            .map(WrittenEdits::row)
            .toList();
    return new Taken(before, edits);
  }

  private static boolean isReadable(Document document) {
    List<Problem> problems = new ArrayList<>(document.problems());
    return ConsoleEdits.isEdit(document)
        && !ConsoleEdits.read(List.of(document), problems::add).isEmpty()
        && problems.isEmpty();
  }

  private static boolean reads(String text, int documents) {
    try {
      return Documents.parse("", text).size() == documents;
    } catch (DocumentException cutApart) {
      return false;
    }
  }

  private static int offsetOf(String text, int line) {
    int offset = 0;
    for (int at = 1; at < line; at++) {
      offset = text.indexOf('\n', offset) + 1;
    }
    return offset;
  }

  private static NewEdit row(ConsoleEdit edit) {
    Map<String, String> payload = new LinkedHashMap<>();
    payload.put("namespace", edit.namespace());
    payload.put("command", edit.command());
    return new NewEdit(NewEdit.CONSOLE, JSON.writeValueAsString(payload));
  }
}
