package dev.podlane.kernel;

import dev.podlane.tools.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Tells if network namespaces can be made where the tests run. */
public final class Namespaces {
  private Namespaces() {}

  /** Skips a test, and says so, where they cannot. */
  public static void require(String test) throws IOException {
    String refusal = refusal();
    if (!refusal.isEmpty()) {
      System.err.println("SKIPPED: " + test + ", no network namespaces here: " + refusal);
      throw new TestAbortedException(refusal);
    }
  }

  /** Skips a test, and says so, where iptables cannot queue packets from rules of nft. */
  static void requireQueues(String test) throws IOException {
    String rule = "iptables-nft -t mangle -A POSTROUTING -j NFQUEUE --queue-num 1 --queue-bypass";
    String refusal = refusal("ip netns exec NAME " + rule);
    if (!refusal.isEmpty()) {
      System.err.println("SKIPPED: " + test + ", no NFQUEUE in nf_tables here: " + refusal);
      throw new TestAbortedException(refusal);
    }
  }

  /** Empty if they can, else what was said. */
  static String refusal() throws IOException {
    return refusal("ip -n NAME link add name br0 type bridge");
  }

  private static String refusal(String trial) throws IOException {
    String name = "podlane-" + ProcessHandle.current().pid() + "-try";
    String script = "ip netns add " + name + " && " + trial.replace("NAME", name);
    Command command =
        Command.run(
            Path.of(""),
            Duration.ofSeconds(30),
            List.of("sh", "-c", script + "; s=$?; ip netns del " + name + "; exit $s"));
    return command.exit() == 0 ? "" : command.output();
  }
}
