package dev.podlane.document.redact;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.document.Value;
import dev.podlane.document.YamlText;
import dev.podlane.document.read.Documents;
import dev.podlane.document.read.FileParts;
import dev.podlane.document.read.Read;
import dev.podlane.document.read.TextReader;
import dev.podlane.document.tree.LeftOut;
import dev.podlane.document.tree.Symbols;
import dev.podlane.document.tree.TextPart;
import dev.podlane.document.tree.TreeBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Blanks values that must not be stored, by an allow list: values of Secrets and ConfigMaps, of
 * environment variables, command lines, probe headers and annotations, and everything but the
 * identity of objects that Podlane does not read, unless {@link AllowList} names it; and documents
 * that cannot be read, as their contents are unknown. The rest of the text stays as it was written,
 * line for line; comments in and around such places go, as they could repeat a secret.
 */
public final class Redaction {
  /** The kind under which documents that could not be read are counted. */
  static final String UNREAD = "unread";

  private Redaction() {}

  /**
   * Names of values that {@link AllowList} lets stand in documents, by the kind of their place:
   * {@code annotations}, {@code configMaps}, {@code env}, {@code flags}.
   */
  public static SortedMap<String, SortedSet<String>> kept(List<Document> documents) {
    return Sensitive.marks(documents, MarkedScalars.Asked.WHETHER).kept();
  }

  /** The rules that mark scalars of documents. */
  private interface Rules {
    MarkedScalars marks(List<Document> documents, MarkedScalars.Asked asked);
  }

  /**
   * Blanks the credentials of a tool's configuration; empty if it is neither YAML nor JSON that
   * gives keys their values.
   */
  static Optional<Redacted> ofTool(String text) {
    try {
      FileParts.Part part = new FileParts.Part("", "", text);
      Redacted redacted = done(part, Limits.DEFAULT, 0, SensitiveFields::ofTool).redacted();
      Read read = redacted.read();
      boolean isRead =
          read.problems().isEmpty()
              && !read.documents().isEmpty()
              && read.documents().stream().allMatch(each -> each.root() instanceof MapValue);
      return isRead ? Optional.of(redacted) : Optional.empty();
    } catch (DocumentException other) {
      return Optional.empty();
    }
  }

  /**
   * Blanks the secrets of a text. Blanking twice changes nothing more.
   *
   * @param file name of the source, used in places only
   * @throws DocumentException if the text cannot be read
   */
  public static Redacted redact(String file, String text, Limits limits) {
    String plain = Documents.withoutByteOrderMark(text);
    List<FileParts.Part> parts = FileParts.of(file, plain);
    List<Done> all = new ArrayList<>();
    int number = 0;
    for (FileParts.Part part : parts) {
      Done done =
          parts.size() == 1
              ? done(part, limits, 0, Sensitive::marks)
              : oneOfSeveral(part, limits, number);
      number = done.number();
      all.add(done);
    }
    Redacted whole = all.size() == 1 ? all.get(0).redacted() : together(all);
    if (whole.read().documents().isEmpty() && !whole.read().problems().isEmpty()) {
      throw new DocumentException(whole.read().problems());
    }
    return whole;
  }

  /**
   * A part without its secrets, with its boundary.
   *
   * @param number documents that were counted up to its end
   */
  private record Done(Redacted redacted, int number) {}

  /** A part that is no text at all must not take the others away. */
  private static Done oneOfSeveral(FileParts.Part part, Limits limits, int number) {
    if (part.text().isBlank()) {
      Read nothing = new Read(List.of(), List.of(), LeftOut.NOTHING);
      String text = part.boundary() + part.text();
      return new Done(new Redacted(text, new TreeMap<>(), nothing, false), number);
    }
    try {
      return done(part, limits, number, Sensitive::marks);
    } catch (DocumentException noText) {
      if (noText.isTooLarge()) {
        throw noText;
      }
      String text = part.boundary() + unread(part.text());
      Read nothing = new Read(List.of(), noText.problems(), LeftOut.NOTHING);
      TreeMap<String, Integer> counts = new TreeMap<>(Map.of(UNREAD, 1));
      return new Done(new Redacted(text, counts, nothing, false), number + 1);
    }
  }

  private static Redacted together(List<Done> all) {
    StringBuilder text = new StringBuilder();
    SortedMap<String, Integer> counts = new TreeMap<>();
    List<Document> documents = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    boolean rewritten = false;
    for (Done done : all) {
      Redacted each = done.redacted();
      text.append(each.text());
      each.counts().forEach((place, count) -> counts.merge(place, count, Integer::sum));
      documents.addAll(each.read().documents());
      problems.addAll(each.read().problems());
      rewritten |= each.rewritten();
    }
    Read read = new Read(documents, problems, LeftOut.NOTHING);
    return new Redacted(text.toString(), counts, read, rewritten);
  }

  private static Done done(FileParts.Part part, Limits limits, int before, Rules rules) {
    Done clean = clean(part, limits, before, rules);
    return clean == null ? blanked(part, limits, before, rules) : clean;
  }

  /** A part in which nothing has to be blanked; null if something has. */
  private static @Nullable Done clean(FileParts.Part part, Limits limits, int before, Rules rules) {
    String plain = part.text();
    TreeBuilder builder = builder(part, limits, before);
    TextReader reader = Documents.reader(part.file(), plain, limits, builder, null);
    if (!reader.readIfSound()) {
      return null;
    }
    List<Document> documents = builder.documents();
    if (!rules.marks(documents, MarkedScalars.Asked.WHETHER).isClean(plain)) {
      return null;
    }
    Read read = new Read(documents, List.of(), LeftOut.NOTHING);
    String text = part.boundary().isEmpty() ? plain : part.boundary() + plain;
    return new Done(new Redacted(text, new TreeMap<>(), read, false), builder.number());
  }

  private static Done blanked(FileParts.Part part, Limits limits, int before, Rules rules) {
    String plain = part.text();
    TextSpans spans = new TextSpans();
    TreeBuilder builder = builder(part, limits, before);
    TextReader reader = Documents.reader(part.file(), plain, limits, builder, spans);
    reader.read();
    List<Document> documents = builder.documents();
    MarkedScalars.Asked asked =
        spans.hasAliases() ? MarkedScalars.Asked.EVERYTHING : MarkedScalars.Asked.WHICH;
    MarkedScalars marks = rules.marks(documents, asked);
    SortedMap<String, Integer> counts = new TreeMap<>(marks.counts());
    if (!reader.unread().isEmpty()) {
      counts.put(UNREAD, reader.unread().size());
    }
    Cuts cuts = new Cuts(marks, spans, plain);
    List<Cuts.Cut> all = new ArrayList<>(cuts.all());
    reader.unread().forEach(unread -> all.add(instead(unread)));
    if (plain.indexOf('#') >= 0 && !marks.regions().isEmpty()) {
      all.addAll(Comments.cuts(plain, spans, documents, marks, Cuts.indexes(spans)));
    }
    String blanked = apply(plain, all);
    List<Document> faithful = faithful(part, blanked, limits, before, documents, cuts.blanks());
    String kept = faithful == null ? rewritten(documents, cuts.blanks()) : blanked;
    List<Document> found = faithful == null ? parsed(part, kept, limits, before) : faithful;
    Read again = new Read(found, reader.problems(), LeftOut.NOTHING);
    Redacted redacted = new Redacted(part.boundary() + kept, counts, again, faithful == null);
    return new Done(redacted, builder.number());
  }

  private static TreeBuilder builder(FileParts.Part part, Limits limits, int before) {
    Symbols symbols = new Symbols(part.text().length());
    TreeBuilder builder = new TreeBuilder(part.file(), limits, symbols, null);
    builder.numberAtLeast(before);
    return builder;
  }

  /** The documents of a text that has to be readable. */
  private static List<Document> parsed(
      FileParts.Part part, String text, Limits limits, int before) {
    TreeBuilder builder = builder(part, limits, before);
    TextReader reader = Documents.reader(part.file(), text, limits, builder, null);
    reader.read();
    if (!reader.problems().isEmpty()) {
      throw new DocumentException(reader.problems());
    }
    return builder.documents();
  }

  /** Stands for a text that could not be read, and is as long in lines. */
  private static String unread(String text) {
    return Document.UNREAD + "\n".repeat((int) text.chars().filter(c -> c == '\n').count());
  }

  /** A document that says that there was one, as long in lines. */
  private static Cuts.Cut instead(TextPart unread) {
    String hyphens = unread.text().startsWith("---") ? "--- " : "";
    int end = unread.offset() + unread.text().length();
    return new Cuts.Cut(unread.offset(), end, hyphens + unread(unread.text()));
  }

  private static String apply(String text, List<Cuts.Cut> cuts) {
    cuts.sort(Cuts.Cut.ORDER);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (Cuts.Cut cut : cuts) {
      if (cut.start() >= at) {
        out.append(text, at, cut.start()).append(cut.by());
        at = cut.end();
      }
    }
    return out.append(text, at, text.length()).toString();
  }

  /**
   * Returns the documents of the text if they equal the original ones but for the blanks; else
   * null. The replacements of documents that cannot be read are new, unless they were there before.
   */
  private static @Nullable List<Document> faithful(
      FileParts.Part part,
      String blanked,
      Limits limits,
      int before,
      List<Document> originals,
      Blanks blank) {
    List<Document> documents;
    try {
      documents = parsed(part, blanked, limits, before);
    } catch (DocumentException broken) {
      return null;
    }
    Set<Integer> stood = new HashSet<>();
    originals.stream().filter(Document::isUnread).forEach(each -> stood.add(each.number()));
    List<Document> found =
        documents.stream()
            .filter(each -> !each.isUnread() || stood.contains(each.number()))
            .toList();
    return TreeEquality.isSame(roots(originals), roots(found), blank) ? found : null;
  }

  private static List<Value> roots(List<Document> documents) {
    return documents.stream().map(Document::root).toList();
  }

  private static String rewritten(List<Document> documents, Blanks blank) {
    StringBuilder text = new StringBuilder();
    for (Document document : documents) {
      text.append(text.length() == 0 ? "" : "---\n");
      text.append(YamlText.print(blank.in(document.root())));
    }
    return text.toString();
  }
}
