package dev.podlane.notation;

import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code podlane.dev/v1 Expectation {from, to, protocol, port, result, reason}}, or several
 * in {@code expectations}; docs/expectations.md describes them.
 */
public final class Expectations {
  /** Kind of the document. */
  public static final String KIND = "Expectation";

  /** The largest number that is read of all documents. */
  public static final int MOST = 1_000;

  private static final String LIST = "expectations";

  private static final Set<String> FIELDS =
      Set.of("from", "to", "protocol", "port", "result", "reason");

  private static final List<Protocol> SENT = List.of(Protocol.TCP, Protocol.UDP, Protocol.ICMP);

  private final Consumer<Problem> problems;
  private final List<Expectation> read = new ArrayList<>();

  private Expectations(Consumer<Problem> problems) {
    this.problems = problems;
  }

  /** Returns true if the document holds expectations. */
  public static boolean isOne(Document document) {
    return document.root() instanceof MapValue map
        && map.text("kind").filter(KIND::equals).isPresent()
        && map.text("apiVersion").filter(LinuxNetworks.API_VERSION::equals).isPresent();
  }

  /** Reads all expectations of the documents; an unreadable one is reported and left out. */
  public static List<Expectation> read(List<Document> documents, Consumer<Problem> problems) {
    Expectations reading = new Expectations(problems);
    documents.stream().filter(Expectations::isOne).forEach(reading::read);
    int left = reading.read.size() - MOST;
    if (left > 0) {
      Expectation first = reading.read.get(MOST);
      problems.accept(Problem.error(first.place(), "expectation.too-many", "" + MOST, "" + left));
    }
    return List.copyOf(reading.read.subList(0, Math.min(MOST, reading.read.size())));
  }

  private void read(Document document) {
    Fields root = Fields.of(document.place(), (MapValue) document.root(), problems);
    String name = root.map("metadata").flatMap(each -> each.text("name")).orElse("");
    Optional<Fields> spec = root.map("spec");
    if (spec.isEmpty()) {
      root.error("spec", "field.missing", "spec");
      return;
    }
    List<Fields> several = spec.get().maps(LIST);
    several.forEach(each -> add(name, each));
    boolean isOne = FIELDS.stream().anyMatch(spec.get()::has);
    if (isOne || !spec.get().has(LIST)) {
      add(name, spec.get());
    }
  }

  private void add(String name, Fields fields) {
    unknownFields(fields);
    String from = required(fields, "from");
    String to = required(fields, "to");
    Result result = result(fields);
    Optional<Protocol> protocol = protocol(fields);
    boolean isProtocolWrong = protocol.isEmpty() && fields.has("protocol");
    String port = port(fields);
    boolean isPortWrong = port == null && fields.has("port");
    if (from == null || to == null || result == null || isProtocolWrong || isPortWrong) {
      return;
    }
    String reason = fields.text("reason").orElse(null);
    read.add(
        new Expectation(
            name, from, to, protocol.orElse(null), port, result, reason, fields.place()));
  }

  private static void unknownFields(Fields fields) {
    for (String key : fields.value().entries().keySet()) {
      if (!FIELDS.contains(key) && !key.equals(LIST)) {
        fields.warn(key, "expectation.unknown-field", key);
      }
    }
  }

  private static @Nullable String required(Fields fields, String key) {
    Optional<String> text = fields.text(key).filter(each -> !each.isBlank());
    if (text.isEmpty() && !fields.has(key)) {
      fields.error(key, "field.missing", key);
    } else if (text.isEmpty() && fields.value().text(key).filter(String::isBlank).isPresent()) {
      fields.error(key, "field.missing", key);
    }
    return text.map(String::strip).orElse(null);
  }

  private static @Nullable Result result(Fields fields) {
    String text = required(fields, "result");
    if (text == null) {
      return null;
    }
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    for (Result each : Result.values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    List<String> all = Arrays.stream(Result.values()).map(Result::text).toList();
    int half = all.size() / 2; // an argument of a problem is short
    fields.error(
        "result",
        "expectation.result",
        text,
        String.join(", ", all.subList(0, half)),
        String.join(", ", all.subList(half, all.size())));
    return null;
  }

  private static Optional<Protocol> protocol(Fields fields) {
    Optional<String> text = fields.text("protocol");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (Protocol each : SENT) {
      if (each.name().equalsIgnoreCase(text.get().strip())) {
        return Optional.of(each);
      }
    }
    fields.error("protocol", "expectation.choice", "protocol", text.get(), "tcp, udp, icmp");
    return Optional.empty();
  }

  private static @Nullable String port(Fields fields) {
    if (!fields.has("port")) {
      return null;
    }
    String text = fields.value().text("port").map(String::strip).orElse("");
    boolean isNumber =
        fields.value().entries().get("port") instanceof ScalarValue scalar
            && scalar.type() == ScalarValue.Type.INTEGER;
    if (isNumber || text.matches("[0-9]+")) {
      int number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
      if (number < 1 || number > 65_535) {
        fields.error("port", "expectation.port", text);
        return null;
      }
      return Integer.toString(number);
    }
    if (!text.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      fields.error("port", "expectation.port", text);
      return null;
    }
    return text;
  }
}
