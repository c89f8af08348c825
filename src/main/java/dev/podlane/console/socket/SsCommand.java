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
    List<Listener> listed =
        place.ns().sockets().listening().stream()
            .filter(each -> protocols.isEmpty() || protocols.contains(each.protocol()))
            .toList();
    Widths widths = Widths.of(listed);
    List<String> lines = new ArrayList<>();
    if (headed) {
      lines.add(
          row(
              widths,
              new String[] {"Netid", "State", "Recv-Q", "Send-Q"},
              new String[] {"Local Address", "Port", "Peer Address", "PortProcess"}));
    }
    for (Listener each : listed) {
      boolean isStream = each.protocol() != Protocol.UDP;
      lines.add(
          row(
              widths,
              new String[] {
                each.protocol().word(),
                isStream ? "LISTEN" : "UNCONN",
                "0",
                isStream ? Integer.toString(BACKLOG) : "0"
              },
              new String[] {"" + each.address(), "" + each.port(), "0.0.0.0", "*"}));
    }
    return place.says(String.join("\n", lines));
  }

  /** Columns are as wide as what stands in them. */
  private record Widths(int address, int port) {
    private static final int ADDRESS = "Local Address".length();
    private static final int PORT = "Port".length();

    static Widths of(List<Listener> listed) {
      int address = ADDRESS;
      int port = PORT;
      for (Listener each : listed) {
        address = Math.max(address, each.address().toString().length());
        port = Math.max(port, Integer.toString(each.port()).length());
      }
      return new Widths(address, port);
    }
  }

  /** One line; the column for the protocol is there only if it can differ. */
  private String row(Widths widths, String[] state, String[] ends) {
    String protocol = protocols.size() == 1 ? "" : String.format(Locale.ROOT, "%-6s", state[0]);
    String queues = String.format(Locale.ROOT, "%-7s%-7s%-7s", state[1], state[2], state[3]);
    String local = " ".repeat(widths.address() - ends[0].length()) + ends[0];
    String port = ends[1] + " ".repeat(widths.port() - ends[1].length());
    String peer = String.format(Locale.ROOT, "%12s", ends[2]);
    return (protocol + queues + local + ":" + port + " " + peer + ":" + ends[3]).stripTrailing();
  }
}
