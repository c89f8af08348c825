package dev.podlane.console.socket;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.ConnectionView;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * {@code conntrack -L}, as conntrack-tools 1.4 print it.
 *
 * @param wanted connections to list
 */
public record ConntrackCommand(Predicate<ConnectionView> wanted) implements Command {
  private static final int USAGE = 2;

  /**
   * Reads {@code -L [conntrack] [-p PROTOCOL] [-s ADDRESS] [-d ADDRESS] [--sport N] [--dport N]}.
   */
  public static ConntrackCommand parse(ArgCursor words) {
    boolean lists = false;
    Predicate<ConnectionView> wanted = any -> true;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "-L", "--dump" -> {
          lists = true;
          words.take("conntrack");
        }
        case "-p", "--proto" -> wanted = wanted.and(protocol(words.next()));
        case "-s", "--src", "--orig-src" -> {
          Ip source = ArgValues.address(words.next());
          wanted = wanted.and(each -> each.original().source().equals(source));
        }
        case "-d", "--dst", "--orig-dst" -> {
          Ip destination = ArgValues.address(words.next());
          wanted = wanted.and(each -> each.original().destination().equals(destination));
        }
        case "--sport", "--orig-port-src" -> {
          int port = port(words.next());
          wanted = wanted.and(each -> each.original().sourcePort() == port);
        }
        case "--dport", "--orig-port-dst" -> {
          int port = port(words.next());
          wanted = wanted.and(each -> each.original().destinationPort() == port);
        }
        default -> throw refuse("Unknown argument " + word + "; podlane knows conntrack -L");
      }
    }
    if (!lists) {
      throw refuse("you need to supply at least one command; podlane knows conntrack -L");
    }
    return new ConntrackCommand(wanted);
  }

  private static Predicate<ConnectionView> protocol(String name) {
    return each -> name(each).equals(name.toLowerCase(Locale.ROOT));
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notOne) {
      throw refuse("bad port `" + text + "'");
    }
  }

  private static CommandException refuse(String text) {
    return new CommandException("conntrack v1.4.7 (conntrack-tools): " + text, USAGE);
  }

  @Override
  public Answer at(CommandContext place) {
    return place.says(
        place.learned().state(place.ns().name()).connections().stream()
            .filter(wanted)
            .map(ConntrackCommand::line)
            .collect(Collectors.joining("\n")));
  }

  private static String name(ConnectionView connection) {
    return switch (connection.original().protocol()) {
      case 1 -> "icmp";
      case 6 -> "tcp";
      case 17 -> "udp";
      case 132 -> "sctp";
      default -> "unknown";
    };
  }

  private static String line(ConnectionView each) {
    return String.format(
            Locale.ROOT, "%-8s %d %d ", name(each), each.original().protocol(), each.secondsLeft())
        + (each.state() == null ? "" : each.state() + " ")
        + each.original()
        + (each.replied() ? " " : " [UNREPLIED] ")
        + each.reply()
        + (each.assured() ? " [ASSURED]" : "")
        + (" mark=" + each.mark() + " use=1");
  }
}
