package dev.podlane.notation;

import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads {@code podlane.dev/v1 ConsoleEdit {namespace, commands}}: commands that documents say are
 * given once their network is there.
 */
public final class ConsoleEdits {
  /** Kind of the document. */
  public static final String KIND = "ConsoleEdit";

  private ConsoleEdits() {}

  /** Returns true if the document holds edits. */
  public static boolean isEdit(Document document) {
    return document.root() instanceof MapValue map
        && map.text("kind").filter(KIND::equals).isPresent()
        && map.text("apiVersion").filter(LinuxNetworks.API_VERSION::equals).isPresent();
  }

  /** Reads all edits of the documents; an unreadable one is reported and left out. */
  public static List<ConsoleEdit> read(List<Document> documents, Consumer<Problem> problems) {
    return documents.stream()
        .filter(ConsoleEdits::isEdit)
        .flatMap(document -> read(document, problems).stream())
        .toList();
  }

  private static List<ConsoleEdit> read(Document document, Consumer<Problem> problems) {
    Fields root = Fields.of(document.place(), (MapValue) document.root(), problems);
    Fields spec = root.map("spec").orElse(null);
    if (spec == null) {
      root.error("spec", "field.missing", "spec");
      return List.of();
    }
    Optional<String> namespace = spec.text("namespace").filter(name -> !name.isBlank());
    if (namespace.isEmpty()) {
      spec.error("namespace", "edit.no-namespace");
    }
    List<ConsoleEdit> edits = new ArrayList<>();
    List<Value> commands = spec.list("commands");
    for (int i = 0; i < commands.size(); i++) {
      Place place = spec.place("commands");
      String path = place.path() + "[" + i + "]";
      Place own = new Place(place.file(), place.document(), commands.get(i).line(), path);
      Optional<String> command = text(commands.get(i));
      if (command.isEmpty()) {
        problems.accept(Problem.error(own, "field.not-text", "commands[" + i + "]"));
      } else if (namespace.isPresent()) {
        edits.add(new ConsoleEdit(namespace.get(), command.get(), own));
      }
    }
    return edits;
  }

  private static Optional<String> text(Value value) {
    return value instanceof ScalarValue scalar && scalar.type() == ScalarValue.Type.TEXT
        ? Optional.of(scalar.text())
        : Optional.empty();
  }
}
