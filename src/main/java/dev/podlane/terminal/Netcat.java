package dev.podlane.terminal;

import dev.podlane.console.command.CommandException;
import dev.podlane.console.iptables.option.Services;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome;
import dev.podlane.workspace.Walked;
import java.util.List;
import java.util.OptionalInt;

/** {@code nc -z} of OpenBSD: knocks at ports, and sends no data. */
final class Netcat implements Program {
  private static final int MOST_PORTS = 100;

  @Override
  public String synopsis() {
    return "nc -z [-u] [-v] [-w SECONDS] [-p SOURCE_PORT] HOST PORT[-PORT]";
  }

  @Override
  public int run(Shell shell, List<String> words) {
    Options options = new Options("nc", "4nuvzp:w:", words);
    List<String> operands = options.operands();
    if (operands.size() != 2 || !options.has('z')) {
      throw new CommandException("usage: " + synopsis(), 1);
    }
    boolean isDatagram = options.has('u');
    String name = isDatagram ? "udp" : "tcp";
    String host = operands.get(0);
    String[] ports = operands.get(1).split("-", 2);
    int first = port(ports[0], name);
    int last = ports.length == 1 ? first : port(ports[1], name);
    if (Math.abs(last - first) >= MOST_PORTS) {
      throw new CommandException("podlane: at most " + MOST_PORTS + " ports at once", 1);
    }
    Ip address = Hosts.address(shell, "nc", host, 1);
    int sourcePort = options.number('p', 1, 65_535, 0);
    boolean hasAnswered = false;
    for (int port = Math.min(first, last); port <= Math.max(first, last); port++) {
      Sending sending =
          new Sending(address, isDatagram ? Protocol.UDP : Protocol.TCP)
              .withPort(port)
              .withSourcePort(sourcePort);
      Walked walked = shell.send(sending.from(shell.ns().name(), true));
      if (shell.saysUnknown(walked)) {
        continue;
      }
      Outcome outcome = walked.trace().outcome();
      // of a datagram, silence is taken for success
      boolean isOpen =
          outcome.result() == Outcome.Result.DELIVERED
              || (isDatagram && outcome.result() == Outcome.Result.TIMEOUT);
      hasAnswered |= isOpen;
      if (isOpen && options.has('v')) {
        String service = Services.name(port, name).orElse("*");
        shell.say(
            "Connection to %s %d port [%s/%s] succeeded!".formatted(host, port, name, service));
      } else if (!isOpen && options.has('v')) {
        shell.say(
            "nc: connect to %s port %d (%s) %s".formatted(host, port, name, failure(outcome)));
      }
    }
    return hasAnswered ? 0 : 1;
  }

  private static String failure(Outcome outcome) {
    String errno = outcome.errno();
    return switch (outcome.result()) {
      case TIMEOUT -> "timed out: Operation now in progress";
      case REFUSED -> "failed: " + Errors.errno("ECONNREFUSED");
      case RESET -> "failed: " + Errors.errno("ECONNRESET");
      default -> "failed: " + (errno == null ? outcome.result().text() : Errors.errno(errno));
    };
  }

  private static int port(String text, String protocol) {
    OptionalInt number = Options.whole(text, 1, 65_535);
    OptionalInt port = number.isPresent() ? number : Services.port(text, protocol);
    return port.orElseThrow(() -> new CommandException("nc: port number invalid: " + text, 1));
  }
}
