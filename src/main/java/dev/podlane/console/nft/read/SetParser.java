package dev.podlane.console.nft.read;

import dev.podlane.console.nft.text.ExpressionTypes;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.Merging;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.NamedSet.Flag;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Reads the declaration of a set or map, between its braces. */
public final class SetParser {
  private final Tokens tokens;
  private final ElementParser elements;

  private List<DataType> key = new ArrayList<>();
  private List<Integer> bits = new ArrayList<>();
  private List<DataType> value = new ArrayList<>();
  private boolean isVerdictMap;
  private String typeof = "";
  private String objects = "";
  private final List<Flag> flags = new ArrayList<>();
  private long timeout;
  private long collect;
  private long size;
  private String policy = "";
  private boolean autoMerge;
  private String comment = "";
  private final List<Statement> statements = new ArrayList<>();
  private List<Element> all = List.of();

  /** At the opening brace of a declaration. */
  public SetParser(Tokens tokens) {
    this.tokens = tokens;
    this.elements = new ElementParser(tokens);
  }

  /**
   * The declared set.
   *
   * @param isMap true if it is declared as a map
   */
  public NamedSet set(String name, boolean isMap) {
    int begin = tokens.position();
    tokens.expect("{");
    tokens.skipSeparators();
    while (!tokens.takes("}")) {
      line(isMap);
      tokens.separator();
      tokens.skipSeparators();
    }
    if (key.isEmpty()) {
      throw tokens.errorSince(begin, (isMap ? "map" : "set") + " definition does not specify key");
    }
    if (isMap && value.isEmpty() && !isVerdictMap && objects.isEmpty()) {
      throw tokens.errorSince(begin, "map definition does not specify mapping data type");
    }
    if (timeout > 0 && !flags.contains(Flag.TIMEOUT) && flags.contains(Flag.DYNAMIC)) {
      flags.add(Flag.TIMEOUT);
    }
    if (size == 0 && flags.contains(Flag.DYNAMIC)) {
      size = 0xffff; // set_evaluate in src/evaluate.c
    }
    flags.sort(Comparator.naturalOrder());
    NamedSet.Options options =
        new NamedSet.Options(
            flags, timeout, collect, size, policy, autoMerge, comment, objects, statements);
    NamedSet.Shape shape = new NamedSet.Shape(key, bits, value, isVerdictMap, typeof);
    NamedSet empty = new NamedSet(name, shape, options, List.of());
    return added(empty, all, tokens, begin);
  }

  private void line(boolean isMap) {
    String word = tokens.take();
    switch (word) {
      case "type" -> types(isMap);
      case "typeof" -> typeof(isMap);
      case "flags" -> flags();
      case "timeout" -> timeout = elements.millis();
      case "gc-interval" -> collect = elements.millis();
      case "size" -> size = tokens.number(0xffff_ffffL);
      case "policy" -> {
        String named = tokens.word();
        policy = named.equals("performance") ? "" : named;
      }
      case "auto-merge" -> autoMerge = true;
      case "comment" -> comment = tokens.word();
      case "counter" -> statements.add(new Statement.Counter(0, 0));
      case "elements" -> {
        tokens.expect("=");
        all = elements.braces(new NamedSet.Shape(key, bits, value, isVerdictMap, typeof));
      }
      default -> throw tokens.errorSince(tokens.position() - 1, "syntax error, unexpected " + word);
    }
  }

  private void types(boolean isMap) {
    do {
      DataType type = type();
      key.add(type);
      bits.add(type.bits() == 0 ? 32 : type.bits());
    } while (tokens.takes("."));
    if (isMap) {
      tokens.expect(":");
      if (List.of("counter", "quota", "limit", "synproxy").contains(tokens.peek())) {
        objects = tokens.take();
        return;
      }
      mapped();
    }
  }

  private void mapped() {
    if (tokens.takes("verdict")) {
      isVerdictMap = true;
      return;
    }
    tokens.takes("interval");
    do {
      value.add(type());
    } while (tokens.takes("."));
  }

  private DataType type() {
    String word = tokens.peek();
    DataType type = DataType.of(word).orElseThrow(() -> tokens.error("unknown datatype " + word));
    if (type == DataType.INTEGER || type == DataType.STRING) {
      throw tokens.error(
          "unqualified type "
              + word
              + " specified in set definition. Try \"typeof expression\" instead of \"type"
              + " datatype\".");
    }
    tokens.take();
    return type;
  }

  /** Types by the expressions that have them. */
  private void typeof(boolean isMap) {
    int begin = tokens.position();
    ExpressionParser expressions = new ExpressionParser(tokens);
    for (ExpressionTypes.Part part : ExpressionTypes.parts(expressions.whole())) {
      key.add(part.type());
      bits.add(part.bits());
    }
    if (isMap) {
      tokens.expect(":");
      if (tokens.takes("verdict")) {
        isVerdictMap = true;
      } else {
        tokens.takes("interval");
        ExpressionTypes.parts(expressions.whole()).forEach(part -> value.add(part.type()));
      }
    }
    typeof = tokens.since(begin);
  }

  private void flags() {
    do {
      String word = tokens.word();
      Flag flag =
          Arrays.stream(Flag.values())
              .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      tokens.errorSince(tokens.position() - 1, "syntax error, unexpected " + word));
      if (!flags.contains(flag)) {
        flags.add(flag);
      }
    } while (tokens.takes(","));
  }

  /** A set with more elements; none may share a key with one that says something else. */
  public static NamedSet added(NamedSet set, List<Element> more, Tokens tokens, int begin) {
    if (more.isEmpty()) {
      return set;
    }
    boolean ranges = set.options().has(Flag.INTERVAL);
    boolean hasRange =
        more.stream().anyMatch(each -> each.key().stream().anyMatch(span -> !span.isOne()));
    if (hasRange && !ranges) {
      throw tokens.errorSince(
          begin,
          "You must add 'flags interval' to your "
              + (set.isMap() ? "map" : "set")
              + " declaration if you want to add "
              + (hasPrefix(more, set) ? "prefix" : "range")
              + " elements");
    }
    List<Element> all = new ArrayList<>(set.elements());
    all.addAll(more);
    List<Element> checked =
        set.options().autoMerge()
            ? Merging.merged(all, set.shape())
            : Overlaps.checked(all, set.shape(), tokens, begin);
    long most = set.options().size();
    if (most > 0 && checked.size() > most) {
      throw tokens.errorSince(begin, "Could not process rule: Too many open files in system");
    }
    return set.withOnly(checked);
  }

  private static boolean hasPrefix(List<Element> elements, NamedSet set) {
    for (Element element : elements) {
      for (int at = 0; at < element.key().size(); at++) {
        Span span = element.key().get(at);
        if (!span.isOne() && span.prefix(set.shape().bits().get(at)) >= 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Elements between braces, to be added or taken away. */
  public static List<Element> elements(Tokens tokens, NamedSet.Shape shape) {
    return new ElementParser(tokens).braces(shape);
  }
}
