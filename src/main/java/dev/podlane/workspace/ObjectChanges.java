package dev.podlane.workspace;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.JsonText;
import dev.podlane.document.Limits;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.document.Value;
import dev.podlane.document.read.Documents;
import dev.podlane.document.read.Read;
import dev.podlane.document.redact.Redacted;
import dev.podlane.document.redact.Redaction;
import dev.podlane.notation.ConsoleEdits;
import dev.podlane.workspace.ObjectTrees.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out events about objects, on the trees of the documents; nothing is read again. */
final class ObjectChanges {
  /** The field name of a value while it is read. */
  private static final String VALUE = "value";

  private ObjectChanges() {}

  /**
   * The documents after an event; the same ones if it is about something else.
   *
   * @throws ChangeException if it does not apply
   */
  static List<Document> apply(List<Document> documents, Event event) {
    if (event instanceof Event.FieldChange change) {
      return change(documents, change);
    }
    if (event instanceof Event.PodEnd end) {
      return WrittenEvents.add(documents, end);
    }
    if (event instanceof Event.ContainerChange change) {
      return WrittenEvents.add(documents, change);
    }
    return event instanceof Event.Manifest manifest ? merged(documents, manifest) : documents;
  }

  /**
   * Returns an event as it may be kept: values that redaction blanks in documents are blanked in
   * it, too.
   *
   * @throws ChangeException if it does not apply
   * @throws DocumentException if it brings documents that cannot be read
   */
  static Event withoutSecrets(List<Document> documents, Event event) {
    if (event instanceof Event.Timed timed) {
      return new Event.Timed(timed.at(), withoutSecrets(documents, timed.what()));
    }
    if (event instanceof Event.Manifest manifest) {
      Redacted kept = Redaction.redact("", manifest.documents(), Limits.DEFAULT);
      refuseUnread(kept.read());
      Event.Manifest clean = new Event.Manifest(kept.text());
      merged(documents, clean);
      return clean;
    }
    if (!(event instanceof Event.FieldChange given)) {
      return event;
    }
    Found found = ObjectTrees.find(ObjectTrees.of(documents), given.object());
    ObjectName name = found.settled();
    Event.FieldChange change = new Event.FieldChange(name, given.path(), given.json());
    if (change.isDeletion()) {
      return change;
    }
    Value changed = changed(found.complete(), change);
    requireSameObject(found, changed);
    if (change.json() == null) {
      return change;
    }
    Redacted kept = Redaction.redact("", JsonText.print(changed), Limits.DEFAULT);
    if (kept.counts().isEmpty()) {
      return change;
    }
    Value object = kept.read().documents().get(0).root();
    Value value = FieldPath.parse(change.path()).get(object).orElse(object);
    return new Event.FieldChange(change.object(), change.path(), JsonText.print(value).strip());
  }

  /**
   * The tree of an object with a field changed.
   *
   * @throws ChangeException if it does not apply
   */
  static Value changed(MapValue object, Event.FieldChange change) {
    String json = change.json();
    Value value = json == null ? null : ObjectTrees.at(object.line(), value(json));
    if (!change.path().isEmpty()) {
      return FieldPath.parse(change.path()).of(change.object().kind()).set(object, value);
    }
    if (!(value instanceof MapValue)) {
      throw ChangeException.of(VALUE, "no-object-value", "" + change.object());
    }
    return value;
  }

  /** Refuses a manifest with unreadable parts, which would otherwise be missing in silence. */
  private static void refuseUnread(Read read) {
    List<Problem> wrong =
        read.problems().stream().filter(each -> each.severity() == Severity.ERROR).toList();
    if (!wrong.isEmpty()) {
      throw new DocumentException(wrong);
    }
  }

  /** Kind, name and namespace say which object it is; with others it would be another one. */
  private static void requireSameObject(Found found, Value changed) {
    Optional<ObjectName> now = ObjectTrees.name(changed);
    if (now.isEmpty() || !normal(now.get()).equals(normal(found.name()))) {
      throw ChangeException.of("path", "identity", "" + found.name());
    }
  }

  private static List<Document> change(List<Document> documents, Event.FieldChange change) {
    Found found = ObjectTrees.find(ObjectTrees.of(documents), change.object());
    boolean goes = change.path().isEmpty() && change.json() == null;
    return ObjectTrees.replaced(documents, found, goes ? null : changed(found.tree(), change));
  }

  private static Value value(String json) {
    try {
      Value root = Documents.parse("", "{\"" + VALUE + "\": " + json + "}").get(0).root();
      Value value = ((MapValue) root).entries().get(VALUE);
      if (value != null) {
        return value;
      }
    } catch (DocumentException | ClassCastException | IndexOutOfBoundsException unreadable) {
      // said below
    }
    throw ChangeException.of(VALUE, "value");
  }

  private static List<Document> merged(List<Document> documents, Event.Manifest manifest) {
    List<Document> given = read(manifest.documents());
    List<Document> now = new ArrayList<>(documents);
    Map<ObjectName, Found> there = new HashMap<>();
    ObjectTrees.of(documents).forEach(each -> there.put(normal(each.name()), each));
    int number = documents.stream().mapToInt(Document::number).max().orElse(0);
    for (Found each : ObjectTrees.of(given)) {
      Found before = each.name().name().isEmpty() ? null : there.get(normal(each.name()));
      if (before == null) {
        now.add(new Document("", ++number, 0, ObjectTrees.at(0, each.complete()), List.of()));
      } else {
        Value tree = ObjectTrees.at(before.tree().line(), each.tree());
        now = new ArrayList<>(ObjectTrees.replaced(now, before, tree));
      }
    }
    return now;
  }

  /** Equal for the same object: without a namespace and in {@code default} is the same place. */
  private static ObjectName normal(ObjectName name) {
    return name.namespace().equals("default") ? new ObjectName(name.kind(), "", name.name()) : name;
  }

  private static List<Document> read(String text) {
    List<Document> documents;
    try {
      documents = Documents.parse("", text);
    } catch (DocumentException unreadable) {
      throw ChangeException.of("manifest", "manifest", unreadable.problems().get(0).code());
    }
    documents = documents.stream().filter(each -> !each.isUnread()).toList();
    if (documents.stream().anyMatch(ConsoleEdits::isEdit)) {
      throw ChangeException.of("manifest", "console-edit");
    }
    if (ObjectTrees.of(documents).stream().allMatch(each -> each.name().kind().isEmpty())) {
      throw ChangeException.of("manifest", "no-objects");
    }
    return documents;
  }
}
