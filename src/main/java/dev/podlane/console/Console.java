package dev.podlane.console;

import dev.podlane.net.ns.Learned;
import dev.podlane.net.ns.NetlinkException;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.List;

/**
 * Runs one command line of {@code ip}, {@code bridge}, {@code sysctl}, {@code iptables} or {@code
 * ipset} against a network, with the answers of iproute2 6.1, procps 4.0 and iptables 1.8.9 on
 * Linux 6.18. There is no shell.
 */
public final class Console {
  private Console() {}

  /**
   * Runs a command line in a namespace.
   *
   * @param network left as it is; an answer brings another one
   * @param namespace where the command is given, as by {@code ip netns exec}
   * @param line the command line; of a command that reads its input ({@code iptables-restore},
   *     {@code ipset restore}) further lines are that input
   */
  public static Answer run(Network network, String namespace, String line) {
    return run(network, Learned.NOTHING, namespace, line);
  }

  /** The same, after packets ran: {@code learned} is what the kernels know since. */
  public static Answer run(Network network, Learned learned, String namespace, String line) {
    try {
      int end = line.indexOf('\n');
      Words words = new Words(Tokens.of(end < 0 ? line : line.substring(0, end)));
      return run(
          network, learned, namespace, words.withInput(end < 0 ? "" : line.substring(end + 1)));
    } catch (RefusalException refused) {
      return new Answer.Refused(refused.text(), refused.exitCode());
    } catch (NetlinkException refused) {
      String text = String.valueOf(refused.getMessage());
      return new Answer.Refused(text, text.startsWith("Cannot find device") ? 1 : 2);
    }
  }

  private static Answer run(Network network, Learned learned, String namespace, Words words) {
    String tool = words.next();
    if (tool.equals("ip") && words.take("netns")) {
      if (!words.take("exec")) {
        throw Words.garbage(words.peek(), "exec");
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
                    new RefusalException(
                        "Cannot open network namespace \""
                            + where
                            + "\": No such file or directory",
                        RefusalException.VALUE));
    Command command = parse(tool, words);
    if (words.hasInput()) {
      throw new RefusalException("podlane: " + tool + " reads no input", RefusalException.VALUE);
    }
    return command.at(new Place(network, ns, learned));
  }

  private static Command parse(String tool, Words words) {
    return switch (tool) {
      case "ip" -> IpCommands.parse(words);
      case "bridge" -> BridgeCommands.parse(words);
      case "sysctl" -> SysctlCommand.parse(words);
      case "iptables", "iptables-save", "iptables-restore", "ipset" ->
          FilterCommands.parse(tool, words);
      default ->
          throw new RefusalException(
              tool + ": command not found; known are " + String.join(", ", TOOLS), 127);
    };
  }

  private static final List<String> TOOLS =
      List.of("ip", "bridge", "sysctl", "iptables", "iptables-save", "iptables-restore", "ipset");
}
