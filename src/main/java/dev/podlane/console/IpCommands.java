package dev.podlane.console;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandException;
import dev.podlane.console.link.AddressCommands;
import dev.podlane.console.link.IpOptions;
import dev.podlane.console.link.LinkCommands;
import dev.podlane.console.link.NeighbourCommands;
import dev.podlane.console.route.IpRuleCommands;
import dev.podlane.console.route.NexthopCommands;
import dev.podlane.console.route.RouteCommands;
import java.util.List;

/** Options and objects of {@code ip}. */
final class IpCommands {
  private static final List<String> OBJECTS =
      List.of(
          "address",
          "addrlabel",
          "maddress",
          "route",
          "rule",
          "neighbor",
          "neighbour",
          "link",
          "nexthop");

  private IpCommands() {}

  static Command parse(ArgCursor words) {
    IpOptions options = IpOptions.NONE;
    while (words.peek().startsWith("-")) {
      options = options.with(words.next());
    }
    String word = words.next();
    return switch (object(word)) {
      case "address" -> AddressCommands.parse(words, options);
      case "link" -> NexthopCommands.followed(LinkCommands.parse(words, options));
      case "route" -> RouteCommands.parse(words, options);
      case "rule" -> IpRuleCommands.parse(words, options);
      case "neighbor", "neighbour" -> NeighbourCommands.parse(words, options);
      case "nexthop" -> NexthopCommands.parse(words, options);
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

  private static CommandException unknown(String word) {
    return new CommandException(
        "Object \"" + word + "\" is unknown, try \"ip help\".", CommandException.VALUE);
  }
}
