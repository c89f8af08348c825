package dev.podlane.console;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.console.command.ShellTokens;
import dev.podlane.console.link.BridgeCommands;
import dev.podlane.console.socket.ConntrackCommand;
import dev.podlane.console.socket.SsCommand;
import dev.podlane.console.sysctl.SysctlCommand;
import dev.podlane.net.ns.Learned;
import dev.podlane.net.ns.NetlinkException;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.List;

/**
 * Runs one command line of {@code ip}, {@code bridge}, {@code sysctl}, {@code iptables}, {@code
 * ipset} or {@code nft} against a network, with the answers of iproute2 6.1, procps 4.0, iptables
 * 1.8.9 and nftables 1.0.6 on Linux 6.18. There is no shell.
 */
public final class Console {
  private Console() {}

  /**
   * Runs a command line in a namespace.
   *
   * @param network left as it is; an answer brings another one
   * @param namespace namespace of the command, as with {@code ip netns exec}
   * @param line the command line; of a command that reads its input ({@code iptables-restore},
   *     {@code ipset restore}) further lines are that input
   */
  public static Answer run(Network network, String namespace, String line) {
    return run(network, Learned.NOTHING, namespace, line);
  }

  /** Runs a command on a network whose kernels have learned from packets. */
  public static Answer run(Network network, Learned learned, String namespace, String line) {
    try {
      int end = line.indexOf('\n');
      ArgCursor words = new ArgCursor(ShellTokens.of(end < 0 ? line : line.substring(0, end)));
      return run(
          network, learned, namespace, words.withInput(end < 0 ? "" : line.substring(end + 1)));
    } catch (CommandException refused) {
      return new Answer.Refused(refused.text(), refused.exitCode());
    } catch (NetlinkException refused) {
      String text = String.valueOf(refused.getMessage());
      return new Answer.Refused(text, text.startsWith("Cannot find device") ? 1 : 2);
    }
  }

  /**
   * Splits a command line into words as a POSIX shell does.
   *
   * @throws CommandException for what only a shell could carry out, an open quote or a line that is
   *     too long
   */
  public static List<String> words(String line) {
    return ShellTokens.of(line);
  }

  private static Answer run(Network network, Learned learned, String namespace, ArgCursor words) {
    String tool = words.next();
    if (tool.equals("ip") && words.take("netns")) {
      if (!words.hasNext() || words.takeAny("list", "show", "lst", "ls")) {
        return new Answer.Done(network, String.join("\n", network.namespaces().keySet()));
      }
      if (!words.take("exec")) {
        throw ArgCursor.garbage(words.peek(), "exec");
      }
      String inside = words.next();
      return run(network, learned, inside, words);
    }
    String where = tool.equals("ip") && words.takeAny("-n", "-netns") ? words.next() : namespace;
    NetworkNamespace ns =
        network
            .namespace(where)
            .orElseThrow(
                () ->
                    new CommandException(
                        "Cannot open network namespace \""
                            + where
                            + "\": No such file or directory",
                        CommandException.VALUE));
    Command command = parse(tool, words);
    if (words.hasInput()) {
      throw new CommandException("podlane: " + tool + " reads no input", CommandException.VALUE);
    }
    return command.at(new CommandContext(network, ns, learned));
  }

  private static Command parse(String tool, ArgCursor words) {
    return switch (tool) {
      case "ip" -> IpCommands.parse(words);
      case "bridge" -> BridgeCommands.parse(words);
      case "sysctl" -> SysctlCommand.parse(words);
      case "conntrack" -> ConntrackCommand.parse(words);
      case "ss" -> SsCommand.parse(words);
      case "iptables", "iptables-save", "iptables-restore", "ipset" ->
          FilterCommands.parse(tool, words);
      case "nft" -> NftCommand.parse(words);
      default ->
          throw new CommandException(
              tool + ": command not found; known are " + String.join(", ", TOOLS), 127);
    };
  }

  private static final List<String> TOOLS =
      List.of(
          "ip",
          "bridge",
          "sysctl",
          "ss",
          "conntrack",
          "iptables",
          "iptables-save",
          "iptables-restore",
          "ipset",
          "nft");
}
