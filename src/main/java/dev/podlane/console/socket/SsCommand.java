package dev.podlane.console.socket;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Listener;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code ss -l}: listening sockets, as iproute2 6.1 prints them. Queues are empty, as sockets are
 * looked at between packets.
 *
 * @param protocols protocols to list; all if empty
 * @param headed true if the columns have a heading
 */
public record SsCommand(Set<Protocol> protocols, boolean headed) implements Command {
  private static final int BACKLOG = 4_096;

  /** Reads options such as {@code -lntu}. */
  public static SsCommand parse(ArgCursor words) {
    Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
    boolean headed = true;
    while (words.hasNext()) {
      String word = words.next();
      if (!word.startsWith("-") || word.startsWith("--")) {
        throw new CommandException("ss: podlane knows the options -l -n -t -u -a -H", 255);
      }
      for (char option : word.substring(1).toCharArray()) {
        switch (option) {
          case 't' -> protocols.add(Protocol.TCP);
          case 'u' -> protocols.add(Protocol.UDP);
          case 'S' -> protocols.add(Protocol.SCTP);
          case 'H' -> headed = false;
          case 'l', 'n', 'a', 'p', '4' -> {}
          default -> throw new CommandException("ss: invalid option -- '" + option + "'", 255);
        }
      }
    }
    return new SsCommand(protocols, headed);
  }

  @Override
  public Answer at(CommandContext place) {
    List<String> lines = new ArrayList<>();
    if (headed) {
      lines.add(
          row("Netid", "State", "Recv-Q", "Send-Q", "Local Address:Port", "Peer Address:Port"));
    }
    for (Listener each : place.ns().sockets().listening()) {
      if (protocols.isEmpty() || protocols.contains(each.protocol())) {
        boolean isStream = each.protocol() != Protocol.UDP;
        lines.add(
            row(
                each.protocol().name().toLowerCase(Locale.ROOT),
                isStream ? "LISTEN" : "UNCONN",
                "0",
                isStream ? Integer.toString(BACKLOG) : "0",
                each.address() + ":" + each.port(),
                "0.0.0.0:*"));
      }
    }
    return place.says(String.join("\n", lines));
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-6s%-7s%-7s%-7s%20s%15s", cells).stripTrailing();
  }
}
