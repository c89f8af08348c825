package dev.podlane.console.link;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.Command;
import java.util.List;

/** {@code ip link}. */
public final class LinkCommands {
  private static final List<String> VERBS = List.of("add", "set", "delete", "show", "lst", "list");

  private LinkCommands() {}

  public static Command parse(ArgCursor words, IpOptions options) {
    String verb = words.hasNext() ? ArgCursor.verb(words.next(), "link", VERBS) : "show";
    return switch (verb) {
      case "add" -> LinkAdd.parse(words);
      case "set" -> LinkSet.parse(words);
      case "delete" -> delete(words);
      default -> DeviceShow.links(words, options);
    };
  }

  private static Command delete(ArgCursor words) {
    words.take("dev");
    String name = words.next();
    if (words.hasNext()) {
      throw ArgCursor.garbage(words.peek(), "dev");
    }
    return place -> LinkRemoval.remove(place, name);
  }
}
