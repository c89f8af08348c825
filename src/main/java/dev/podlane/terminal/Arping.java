package dev.podlane.terminal;

import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.packet.Arp;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code arping} of iputils: who has an address. It prints every answer that comes, so that two
 * hosts with one address show. The question is the kernel's own, for an echo to a neighbour.
 */
final class Arping implements Program {
  @Override
  public String synopsis() {
    return "arping [-c COUNT] [-I DEVICE] HOST";
  }

  @Override
  public int run(Shell shell, List<String> words) {
    Options options = new Options("arping", "bc:fI:w:", words);
    Ip address = Hosts.address(shell, "arping", options.operand(synopsis()), 2);
    String wanted = options.value('I');
    if (wanted != null && shell.ns().device(wanted).isEmpty()) {
      throw options.refused("Device " + wanted + " not available.");
    }
    Trace trace =
        shell.send(new Sending(address, Protocol.ICMP).from(shell.ns().name(), true)).trace();
    List<Sighting> asked = new ArrayList<>();
    Set<String> answers = new LinkedHashSet<>();
    for (Hop hop : trace.hops()) {
      if (hop.flow() == Flow.ARP && hop.namespace().equals(shell.ns().name())) {
        for (Hop.StepRecord step : hop.steps()) {
          Sighting.of(hop, step).ifPresent(seen -> sort(seen, address, asked, answers));
        }
      }
    }
    if (asked.isEmpty() || (wanted != null && !asked.get(0).device().equals(wanted))) {
      throw new CommandException(
          "podlane: " + address + " is no neighbour here, so that nothing asks for it", 2);
    }
    Sighting first = asked.get(0);
    Arp question = (Arp) first.packet().payload();
    shell.say("ARPING %s from %s %s".formatted(address, question.senderIp(), first.device()));
    answers.forEach(shell::say);
    shell.say("Sent %d probes (%d broadcast(s))".formatted(asked.size(), asked.size()));
    shell.say("Received %d response(s)".formatted(answers.size()));
    return answers.isEmpty() ? 1 : 0;
  }

  private static void sort(Sighting seen, Ip address, List<Sighting> asked, Set<String> answers) {
    if (!(seen.packet().payload() instanceof Arp arp)) {
      return;
    }
    if (seen.out() && arp.request() && arp.targetIp().equals(address)) {
      asked.add(seen);
    } else if (!seen.out() && !arp.request() && arp.senderIp().equals(address)) {
      String mac = arp.senderMac().toString().toUpperCase(Locale.ROOT);
      answers.add("Unicast reply from %s [%s]".formatted(address, mac));
    }
  }
}
