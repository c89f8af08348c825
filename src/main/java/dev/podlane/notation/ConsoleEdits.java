package dev.podlane.notation;

import dev.podlane.document.Document;
import dev.podlane.document.Documents;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.Rewriting;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads and writes {@code podlane.dev/v1 ConsoleEdit {namespace, commands}}: what people changed
 * with the tools' own commands. Edits are numbered from 1 in the order of the documents.
 */
public final class ConsoleEdits {
  /** Kind of the document. */
  public static final String KIND = "ConsoleEdit";

  private ConsoleEdits() {}

  /** Whether the document holds edits. */
  public static boolean isEdit(Document document) {
    return document.root() instanceof MapValue map
        && map.text("kind").filter(KIND::equals).isPresent()
        && map.text("apiVersion").filter(LinuxNetworks.API_VERSION::equals).isPresent();
  }

  /** All edits of the documents; what cannot be read is reported and left out. */
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

  /**
   * Adds a command at the end of a text of documents: to the last of them if that is an edit of the
   * same namespace, else in a document of its own.
   */
  public static Rewriting.Changed add(String text, String namespace, String command) {
    List<Document> documents = Documents.parse("", text);
    Document last = documents.isEmpty() ? null : documents.get(documents.size() - 1);
    if (last != null && isEdit(last) && namespaceOf(last).equals(namespace)) {
      List<Value> commands = new ArrayList<>(commandsOf(last));
      commands.add(text(command));
      return Rewriting.replace(text, last.number(), withCommands(last, commands));
    }
    Map<String, Value> spec = new LinkedHashMap<>();
    spec.put("namespace", text(namespace));
    spec.put("commands", new ListValue(0, List.of(text(command))));
    Map<String, Value> root = new LinkedHashMap<>();
    root.put("apiVersion", text(LinuxNetworks.API_VERSION));
    root.put("kind", text(KIND));
    root.put("spec", map(spec));
    return Rewriting.append(text, map(root));
  }

  /**
   * Takes one edit out of a text of documents, and its document too if it was the only command.
   *
   * @param number of the edit, from 1
   * @return empty if there are not so many
   */
  public static Optional<Rewriting.Changed> remove(String text, int number) {
    List<Document> documents = Documents.parse("", text);
    List<ConsoleEdit> edits = read(documents, problem -> {});
    if (number < 1 || number > edits.size()) {
      return Optional.empty();
    }
    Place place = edits.get(number - 1).place();
    Document document =
        documents.stream()
            .filter(each -> each.number() == place.document())
            .findFirst()
            .orElseThrow();
    String path = place.path();
    int item = Integer.parseInt(path.substring(path.lastIndexOf('[') + 1, path.length() - 1));
    List<Value> commands = new ArrayList<>(commandsOf(document));
    commands.remove(item);
    MapValue rest = commands.isEmpty() ? null : withCommands(document, commands);
    return Optional.of(Rewriting.replace(text, document.number(), rest));
  }

  private static String namespaceOf(Document document) {
    return spec(document).text("namespace").orElse("");
  }

  private static List<Value> commandsOf(Document document) {
    return spec(document).get("commands").orElse(null) instanceof ListValue list
        ? list.items()
        : List.of();
  }

  private static MapValue spec(Document document) {
    return ((MapValue) document.root()).get("spec").orElse(null) instanceof MapValue spec
        ? spec
        : map(Map.of());
  }

  private static MapValue withCommands(Document document, List<Value> commands) {
    Map<String, Value> spec = new LinkedHashMap<>(spec(document).entries());
    spec.put("commands", new ListValue(0, commands));
    Map<String, Value> root = new LinkedHashMap<>(((MapValue) document.root()).entries());
    root.put("spec", map(spec));
    return map(root);
  }

  private static MapValue map(Map<String, Value> entries) {
    return new MapValue(0, entries, List.of());
  }

  private static ScalarValue text(String text) {
    return new ScalarValue(0, ScalarValue.Type.TEXT, text);
  }
}
