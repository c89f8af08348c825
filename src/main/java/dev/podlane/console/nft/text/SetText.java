package dev.podlane.console.nft.text;

import dev.podlane.console.nft.value.ElementOrder;
import dev.podlane.console.nft.value.TimeText;
import dev.podlane.console.nft.value.ValueText;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sets and maps as nft prints them. */
final class SetText {
  private static final String NEXT_LINE = ",\n\t\t\t     ";

  private SetText() {}

  /** The elements in nft's order. */
  static List<String> elements(NamedSet set, boolean stateless) {
    StatementText statements = new StatementText(stateless);
    return ElementOrder.sorted(set).stream()
        .map(element -> element(set.shape(), element, statements))
        .toList();
  }

  private static String element(NamedSet.Shape shape, Element element, StatementText statements) {
    StringBuilder text = new StringBuilder(key(shape, element));
    for (Statement each : element.options().statements()) {
      text.append(' ').append(statements.of(each));
    }
    if (element.options().timeoutMillis() > 0) {
      text.append(" timeout ").append(TimeText.of(element.options().timeoutMillis()));
    }
    if (!element.options().comment().isEmpty()) {
      text.append(" comment \"").append(element.options().comment()).append('"');
    }
    if (element.value() instanceof Element.Value.Verdict verdict) {
      text.append(" : ").append(DecisionText.of(verdict.decision()));
    } else if (element.value() instanceof Element.Value.Data data) {
      text.append(" : ").append(parts(shape.value(), data.parts()));
    }
    return text.toString();
  }

  private static String key(NamedSet.Shape shape, Element element) {
    if (element.isCatchAll()) {
      return "*";
    }
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < element.key().size(); at++) {
      parts.add(ValueText.of(shape.key().get(at), shape.bits().get(at), element.key().get(at)));
    }
    return String.join(" . ", parts);
  }

  private static String parts(List<DataType> types, List<Span> spans) {
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < spans.size(); at++) {
      DataType type = types.get(Math.min(at, types.size() - 1));
      parts.add(ValueText.of(type, type.bits(), spans.get(at)));
    }
    return String.join(" . ", parts);
  }

  /** A set or map of a table. */
  static void print(NamedSet set, Printing out) {
    String word = set.isMap() || !set.options().objects().isEmpty() ? "map " : "set ";
    out.line(1, word + set.name() + " {" + out.handle());
    NamedSet.Options options = set.options();
    out.line(2, declaration(set));
    if (!options.policy().isEmpty()) {
      out.line(2, "policy " + options.policy());
    }
    if (options.size() > 0) {
      out.line(2, "size " + options.size());
    }
    if (!options.flags().isEmpty()) {
      String flags =
          options.flags().stream()
              .map(flag -> flag.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(","));
      out.line(2, "flags " + flags);
    }
    if (options.timeoutMillis() > 0) {
      out.line(2, "timeout " + TimeText.of(options.timeoutMillis()));
    }
    if (options.collectMillis() > 0) {
      out.line(2, "gc-interval " + TimeText.of(options.collectMillis()));
    }
    if (options.autoMerge()) {
      out.line(2, "auto-merge");
    }
    for (Statement each : options.statements()) {
      out.line(2, new StatementText(true).of(each));
    }
    if (!options.comment().isEmpty()) {
      out.line(2, "comment \"" + options.comment() + "\"");
    }
    if (!set.elements().isEmpty() && !out.options().terse()) {
      out.line(2, "elements = { " + wrapped(set, out.options().stateless()) + " }");
    }
    out.line(1, "}");
  }

  private static String declaration(NamedSet set) {
    NamedSet.Shape shape = set.shape();
    String keys =
        shape.typeof().isEmpty() ? "type " + names(shape.key()) : "typeof " + shape.typeof();
    if (!set.options().objects().isEmpty()) {
      return keys + " : " + set.options().objects();
    }
    if (shape.isVerdictMap()) {
      return keys + " : verdict";
    }
    return shape.value().isEmpty() || keys.contains(" : ")
        ? keys
        : keys + " : " + names(shape.value());
  }

  private static String names(List<DataType> types) {
    return types.stream().map(DataType::text).collect(Collectors.joining(" . "));
  }

  /** So many to a line as their type allows (calculate_delim in src/expression.c). */
  private static String wrapped(NamedSet set, boolean stateless) {
    int perLine = set.shape().key().size() > 1 ? 1 : perLine(set.shape().key().get(0));
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (String element : elements(set, stateless)) {
      if (count > 0) {
        text.append(count % perLine == 0 ? NEXT_LINE : ", ");
      }
      text.append(element);
      count++;
    }
    return text.toString();
  }

  private static int perLine(DataType type) {
    return switch (type) {
      case NF_PROTO,
          INTEGER,
          ARP_OP,
          PROTOCOL,
          SERVICE,
          TCP_FLAG,
          MARK,
          DEVICE_INDEX,
          CLASS_ID,
          USER,
          GROUP,
          CT_DIRECTION ->
          5;
      case IPV4, CT_STATE, CT_STATUS, PACKET_TYPE -> 2;
      default -> 1;
    };
  }
}
