package dev.podlane.console;

import java.util.List;

/** {@code ip link}. */
final class LinkCommands {
  private static final List<String> VERBS = List.of("add", "set", "delete", "show", "lst", "list");

  private LinkCommands() {}

  static Command parse(Words words, IpCommands.Options options) {
    String verb = words.hasNext() ? Words.verb(words.next(), "link", VERBS) : "show";
    return switch (verb) {
      case "add" -> LinkAdd.parse(words);
      case "set" -> LinkSet.parse(words);
      case "delete" -> delete(words);
      default -> DeviceShow.links(words, options);
    };
  }

  private static Command delete(Words words) {
    words.take("dev");
    String name = words.next();
    if (words.hasNext()) {
      throw Words.garbage(words.peek(), "dev");
    }
    return place -> LinkRemoval.remove(place, name);
  }
}
