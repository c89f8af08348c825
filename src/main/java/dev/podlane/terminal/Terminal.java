package dev.podlane.terminal;

import dev.podlane.console.Console;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.terminal.kubectl.Kubectl;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** A terminal in the network namespaces of an opened cluster. Nothing runs on this machine. */
public final class Terminal {
  private static final Map<String, Program> PROGRAMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("arping", new Arping()),
              Map.entry("cat", new Cat(false)),
              Map.entry("crictl", new Crictl()),
              Map.entry("curl", new Curl()),
              Map.entry("dig", new Dig()),
              Map.entry("getent", new Getent()),
              Map.entry("ls", new Cat(true)),
              Map.entry("lsns", new Lsns()),
              Map.entry("nc", new Netcat()),
              Map.entry("nslookup", new Nslookup()),
              Map.entry("ping", new Ping()),
              Map.entry("tcpdump", new Tcpdump()),
              Map.entry("traceroute", new Traceroute())));

  private static final String HELP = "help";

  private static final List<String> TOOLS =
      List.of("bridge", "conntrack", "ip", "ipset", "iptables", "nft", "ss", "sysctl");

  private final Workspace workspace;

  public Terminal(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Runs a program of the terminal.
   *
   * @param namespace network namespace in which it runs
   * @param line its command line; there is no shell
   * @param watched the walk during which it listens; empty for none
   * @param wanted asked again and again; false ends the walks
   * @return empty if the program is none of the terminal's, but one of {@code console}
   * @throws TargetException if the walk that is watched cannot be sent
   */
  public Optional<Reply> answer(
      String namespace, String line, Optional<ProbeRequest> watched, BooleanSupplier wanted) {
    NetworkNamespace ns = workspace.network().namespace(namespace).orElse(null);
    if (ns == null || !knows(line)) {
      return Optional.empty();
    }
    Program program = PROGRAMS.get(name(line));
    Shell shell = new Shell(workspace, ns, watched, wanted);
    try {
      List<String> words = Console.words(line);
      List<String> arguments = words.subList(1, words.size());
      return Optional.of(
          shell.reply(program == null ? help(shell) : program.run(shell, arguments)));
    } catch (CommandException refused) {
      shell.say(refused.text());
      return Optional.of(shell.reply(refused.exitCode()));
    }
  }

  /** Returns true if a command line is for a program of the terminal. */
  public static boolean knows(String line) {
    return name(line).equals(HELP) || PROGRAMS.containsKey(name(line));
  }

  private static String name(String line) {
    return line.strip().split("\\s", 2)[0];
  }

  private static int help(Shell shell) {
    PROGRAMS.values().forEach(each -> shell.say(each.synopsis()));
    shell.say(Kubectl.synopsis());
    shell.say(String.join(", ", TOOLS) + ": as iproute2, iptables and nftables have them");
    return 0;
  }
}
