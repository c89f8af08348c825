package dev.podlane.terminal;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Walked;
import java.util.List;
import java.util.Objects;

/**
 * {@code traceroute} as Debian has it: datagrams to ports from 33434 on, echoes with {@code -I},
 * SYNs with {@code -T}. It asks each hop once and prints no times.
 */
final class Traceroute implements Program {
  private static final int FIRST_PORT = 33_434;
  private static final int MOST_HOPS = 30;

  /** Octets of data in packets of 60 octets. */
  private static final int DATA = 32;

  @Override
  public String synopsis() {
    return "traceroute [-I|-T] [-f FIRST] [-m MOST] [-p PORT] HOST";
  }

  @Override
  public int run(Shell shell, List<String> words) {
    Options options = new Options("traceroute", "4nITUf:m:p:q:w:", words);
    String host = options.operand(synopsis());
    Ip address = Hosts.address(shell, "traceroute", host, 2);
    int most = options.number('m', 1, MOST_HOPS, MOST_HOPS);
    int first = options.number('f', 1, most, 1);
    shell.say("traceroute to %s (%s), %d hops max, 60 byte packets".formatted(host, address, most));
    for (int ttl = first; ttl <= most; ttl++) {
      Walked walked = shell.send(probe(shell, options, address, ttl));
      Outcome outcome = walked.trace().outcome();
      if (shell.saysUnknown(walked)) {
        return 1;
      }
      if (outcome.result() == Outcome.Result.LOCAL_ERROR) {
        throw options.refused(
            "connect: " + Errors.errno(Objects.requireNonNullElse(outcome.errno(), "EINVAL")));
      }
      Outcome.IcmpError error = outcome.icmp();
      if (error != null) {
        String mark = error.type() == 3 ? Errors.mark(error.code()) : "";
        shell.say("%2d  %s (%s)%s".formatted(ttl, error.from(), error.from(), mark));
      } else if (isAnswer(outcome)) {
        Object from = Objects.requireNonNullElse(outcome.replyFrom(), address);
        shell.say("%2d  %s (%s)".formatted(ttl, from, from));
      } else {
        shell.say("%2d  *".formatted(ttl));
      }
      if (isAnswer(outcome) || (error != null && error.type() == 3)) {
        return 0;
      }
    }
    return 0;
  }

  private static boolean isAnswer(Outcome outcome) {
    return outcome.result() == Outcome.Result.DELIVERED
        || outcome.result() == Outcome.Result.REFUSED;
  }

  private static ProbeRequest probe(Shell shell, Options options, Ip address, int ttl) {
    Sending sending;
    if (options.has('I')) {
      sending = new Sending(address, Protocol.ICMP).withSize(DATA, Probe.Discovery.DONT);
    } else if (options.has('T')) {
      sending = new Sending(address, Protocol.TCP).withPort(options.number('p', 1, 65_535, 80));
    } else {
      int port = options.number('p', 1, 65_535 - MOST_HOPS, FIRST_PORT);
      sending =
          new Sending(address, Protocol.UDP)
              .withPort(port + ttl - 1)
              .withSize(DATA, Probe.Discovery.DONT);
    }
    return sending.withTtl(ttl).from(shell.ns().name(), true);
  }
}
