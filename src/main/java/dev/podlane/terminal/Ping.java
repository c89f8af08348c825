package dev.podlane.terminal;

import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe.Discovery;
import dev.podlane.workspace.Walked;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code ping} of iputils. It sends one echo unless told otherwise, as nobody can interrupt it, and
 * prints no times, as a walk takes none.
 */
final class Ping implements Program {
  private static final int MOST = 100;
  private static final int HEADER = 8;
  private static final int IP_HEADER = 20;
  private static final int USUAL_SIZE = 56;
  private static final int USUAL_TTL = 64;
  private static final Map<String, Discovery> DISCOVERY =
      Map.of("do", Discovery.DO, "want", Discovery.WANT, "dont", Discovery.DONT);

  @Override
  public String synopsis() {
    return "ping [-c COUNT] [-M do|want|dont] [-s SIZE] [-t TTL] HOST";
  }

  @Override
  public int run(Shell shell, List<String> words) {
    Options options = new Options("ping", "4nqc:i:M:s:t:W:w:", words);
    String host = options.operand(synopsis());
    int count = options.number('c', 1, MOST, 1);
    int size = options.number('s', 0, 65_507, USUAL_SIZE);
    int ttl = options.number('t', 1, 255, USUAL_TTL);
    String strategy = Objects.requireNonNullElse(options.value('M'), "want");
    Discovery discovery = DISCOVERY.get(strategy);
    if (discovery == null) {
      throw options.refused("invalid -M argument: " + strategy);
    }
    Ip address = Hosts.address(shell, "ping", host, 2);

    List<Walked> sent =
        shell.send(
            new Sending(address, Protocol.ICMP)
                .withTtl(ttl)
                .withSize(size, discovery)
                .times(shell.ns().name(), count));
    shell.say(
        "PING %s (%s) %d(%d) bytes of data."
            .formatted(host, address, size, size + HEADER + IP_HEADER));
    int received = 0;
    int errors = 0;
    for (int i = 0; i < sent.size(); i++) {
      Walked walked = sent.get(i);
      Outcome outcome = walked.trace().outcome();
      if (shell.saysUnknown(walked)) {
        return 2;
      }
      if (outcome.result() == Outcome.Result.DELIVERED) {
        received++;
        Object from = Objects.requireNonNullElse(outcome.replyFrom(), address);
        shell.say(
            "%d bytes from %s: icmp_seq=%d ttl=%d"
                .formatted(size + HEADER, from, i + 1, outcome.replyTtl()));
      } else if (outcome.icmp() != null) {
        errors++;
        shell.say(
            "From %s icmp_seq=%d %s"
                .formatted(outcome.icmp().from(), i + 1, words(outcome.icmp())));
      } else if (outcome.errno() != null) {
        refuse(outcome.errno());
      }
    }
    shell.say("");
    shell.say("--- %s ping statistics ---".formatted(host));
    shell.say(
        "%d packets transmitted, %d received, %s%d%% packet loss"
            .formatted(
                count,
                received,
                errors == 0 ? "" : "+" + errors + " errors, ",
                100 * (count - received) / count));
    return received > 0 ? 0 : 1;
  }

  private static String words(Outcome.IcmpError error) {
    if (error.type() == 11) {
      return error.code() == 0 ? "Time to live exceeded" : "Frag reassembly time exceeded";
    }
    return error.code() == 4
        ? "Frag needed and DF set (mtu = " + error.mtu() + ")"
        : Errors.unreachable(error.code());
  }

  /** The first call that fails ends it: connect() where there is no route, sendmsg() elsewhere. */
  private static void refuse(String errno) {
    String call = errno.equals("EPERM") || errno.equals("EMSGSIZE") ? "sendmsg" : "connect";
    throw new CommandException("ping: " + call + ": " + Errors.errno(errno), 2);
  }
}
