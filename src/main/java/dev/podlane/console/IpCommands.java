package dev.podlane.console;

import java.util.List;

/** Options and objects of {@code ip}. */
final class IpCommands {
  private static final List<String> OBJECTS =
      List.of("address", "addrlabel", "maddress", "route", "rule", "neighbor", "neighbour", "link");

  private IpCommands() {}

  static Command parse(Words words) {
    Options options = new Options(false, false, false);
    while (words.peek().startsWith("-")) {
      options = options.with(words.next());
    }
    String word = words.next();
    return switch (object(word)) {
      case "address" -> AddressCommands.parse(words, options);
      case "link" -> LinkCommands.parse(words, options);
      case "route" -> RouteCommands.parse(words);
      case "rule" -> RuleCommands.parse(words);
      case "neighbor", "neighbour" -> NeighbourCommands.parse(words);
      default -> throw unknown(word);
    };
  }

  private static String object(String word) {
    for (String object : OBJECTS) {
      if (!word.isEmpty() && object.startsWith(word)) {
        return object;
      }
    }
    throw unknown(word);
  }

  private static RefusalException unknown(String word) {
    return new RefusalException(
        "Object \"" + word + "\" is unknown, try \"ip help\".", RefusalException.VALUE);
  }

  /**
   * How to print.
   *
   * @param brief one short line per device
   * @param onlyV4 no line about the hardware address in {@code ip addr}
   * @param details what is particular to a kind of device as well
   */
  record Options(boolean brief, boolean onlyV4, boolean details) {
    Options with(String option) {
      return switch (option) {
        case "-4" -> new Options(brief, true, details);
        case "-br", "-brief" -> new Options(true, onlyV4, details);
        case "-d", "-details" -> new Options(brief, onlyV4, true);
        default ->
            throw new RefusalException(
                "Option \"" + option + "\" is unknown, try \"ip -help\".",
                RefusalException.GARBAGE);
      };
    }
  }
}
