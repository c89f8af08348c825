package dev.podlane.console.nft.read;

import dev.podlane.console.nft.value.TimeText;
import dev.podlane.console.nft.value.ValueReader;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Decision;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads values, and the elements of sets and maps. */
final class ElementParser {
  private final Tokens tokens;
  private int lastCount;

  ElementParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Elements between braces. */
  List<Element> braces(NamedSet.Shape shape) {
    tokens.expect("{");
    List<Element> elements = new ArrayList<>();
    lastCount = 0;
    tokens.skipLines();
    while (!tokens.takes("}")) {
      elements.add(element(shape));
      lastCount++;
      tokens.skipLines();
      if (!tokens.takes(",") && !tokens.is("}")) {
        throw tokens.unexpected();
      }
      tokens.skipLines();
    }
    return elements;
  }

  /** The number of elements between the last braces. */
  int lastCount() {
    return lastCount;
  }

  private Element element(NamedSet.Shape shape) {
    List<Span> key = tokens.takes("*") ? List.of() : key(shape.key(), shape.bits());
    String comment = "";
    long timeout = 0;
    List<Statement> statements = new ArrayList<>();
    while (!tokens.is(":") && !tokens.is(",") && !tokens.is("}") && !tokens.isSeparator()) {
      switch (tokens.peek()) {
        case "comment" -> {
          tokens.take();
          comment = tokens.word();
        }
        case "timeout" -> {
          tokens.take();
          timeout = millis();
        }
        case "expires" -> {
          tokens.take();
          millis();
        }
        case "counter" -> statements.add(counter());
        default -> throw tokens.unexpected();
      }
    }
    Element.Options options =
        comment.isEmpty() && timeout == 0 && statements.isEmpty()
            ? Element.Options.NONE
            : new Element.Options(comment, timeout, statements);
    Element.Value value = shape.isMap() ? value(shape) : null;
    return new Element(key, value, options);
  }

  Statement.Counter counter() {
    tokens.expect("counter");
    if (!tokens.takes("packets")) {
      return new Statement.Counter(0, 0);
    }
    long packets = tokens.number(Long.MAX_VALUE);
    tokens.expect("bytes");
    return new Statement.Counter(packets, tokens.number(Long.MAX_VALUE));
  }

  /** A span of time in milliseconds. */
  long millis() {
    long millis = TimeText.millis(tokens.peek()).orElseThrow(tokens::unexpected);
    tokens.take();
    return millis;
  }

  private Element.@Nullable Value value(NamedSet.Shape shape) {
    tokens.expect(":");
    return shape.isVerdictMap()
        ? new Element.Value.Verdict(decision())
        : new Element.Value.Data(
            key(shape.value(), shape.value().stream().map(DataType::bits).toList()));
  }

  /** A verdict. */
  Decision decision() {
    String word = tokens.peek();
    Decision found =
        switch (word) {
          case "accept" -> new Decision.Accept();
          case "drop" -> new Decision.Drop();
          case "return" -> new Decision.Return();
          case "continue" -> new Decision.Continue();
          case "jump" -> new Decision.Jump(tokens.peek(1));
          case "goto" -> new Decision.Goto(tokens.peek(1));
          default -> throw tokens.unexpected();
        };
    tokens.take();
    if (!found.chain().isEmpty()) {
      tokens.word();
    }
    return found;
  }

  /** A value or range for each part. */
  List<Span> key(List<DataType> types, List<Integer> bits) {
    if (types.size() == 1) {
      return List.of(span(types.get(0), bits.get(0)));
    }
    Span[] parts = new Span[types.size()];
    for (int at = 0; at < parts.length; at++) {
      if (at > 0) {
        tokens.expect(".");
      }
      parts[at] = span(types.get(at), bits.get(at));
    }
    return List.of(parts);
  }

  /** A value, a range or a prefix. */
  Span span(DataType type, int bits) {
    int begin = tokens.position();
    String word = tokens.peek();
    boolean wild = word.endsWith("*") && isName(type);
    if (wild) {
      tokens.take();
      String stem = word.substring(0, word.length() - 1);
      return Span.of(Datum.of(stem), Datum.WIDEST, 8 * stem.length());
    }
    Datum first = value(type, bits);
    if (tokens.takes("/")) {
      int length = (int) tokens.number(bits);
      return Span.of(first, bits, length);
    }
    if (tokens.takes("-")) {
      Datum last = value(type, bits);
      if (first.compareTo(last) > 0) {
        throw tokens.errorSince(begin, "Range has zero or negative size");
      }
      return new Span(first, last);
    }
    return Span.of(first);
  }

  private static boolean isName(DataType type) {
    return type == DataType.DEVICE_NAME || type == DataType.STRING;
  }

  /** One value. */
  Datum value(DataType type, int bits) {
    if (type == DataType.CLASS_ID && tokens.isAhead(1, ":")) {
      int begin = tokens.position();
      tokens.take();
      tokens.take();
      tokens.word();
      return ValueReader.read(type, bits, tokens.since(begin)).orElseThrow(tokens::unexpected);
    }
    if (!tokens.isWord() && !tokens.isString()) {
      throw tokens.unexpected();
    }
    Datum value = ValueReader.read(type, bits, tokens.peek()).orElseThrow(() -> wrong(type));
    tokens.take();
    return value;
  }

  private NftException wrong(DataType type) {
    String word = tokens.peek();
    return switch (type) {
      case IPV4, IPV6 -> tokens.error("Could not resolve hostname: Name or service not known");
      case SERVICE ->
          ValueReader.number(word).isPresent()
              ? tokens.error("Service out of range")
              : tokens.error("Could not resolve service: Servname not supported for ai_socktype");
      case PROTOCOL -> tokens.error("Could not resolve protocol name");
      case DEVICE_NAME, DEVICE_INDEX, STRING -> tokens.error("String exceeds maximum length of 16");
      default ->
          ValueReader.number(word).isPresent()
              ? tokens.error("Value " + word + " exceeds valid range")
              : tokens.error("Could not parse " + describe(type));
    };
  }

  private static String describe(DataType type) {
    return switch (type) {
      case CT_STATE -> "conntrack state";
      case CT_STATUS -> "conntrack status";
      case MARK -> "packet mark";
      case ICMP_TYPE -> "ICMP type";
      case TCP_FLAG -> "TCP flag";
      default -> type.text();
    };
  }
}
