package dev.podlane.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.podlane.lab.LabProbe;
import dev.podlane.lab.LabRun;
import dev.podlane.lab.LabRunner;
import dev.podlane.lab.LabScript;
import dev.podlane.net.filter.QueueProgram;
import dev.podlane.net.ns.Network;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds a network whose nodes have the table of kube-network-policies on a kernel without
 * NFT_QUEUE. All of the table is loaded; its statement {@code queue} becomes a jump to a chain with
 * the target NFQUEUE of iptables. Each node has a program on its queue (nfqueue/verdicts.py), which
 * asks the agent of the network about each packet.
 */
final class QueueLab implements ClusterOnKernel.Lab, Closeable {
  private static final Path PROGRAM = Path.of("src/test/resources/nfqueue/verdicts.py");
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String PROBES = "\npython3 /dev/fd/3 ";
  private static final Pattern TABLE = Pattern.compile("\ntable inet (\\S+network-policies) \\{\n");
  private static final Pattern QUEUE = Pattern.compile("([ \t])queue flags bypass to (\\d+)\n");
  private static final Pattern NAME = Pattern.compile("\n# (\\$n\\d+) is (\\S+)(?=\n)");

  /** A verdict can set a mark and no label, so that these chains, each one later, set it. */
  private static final String CHAINS =
      """
      	chain queued {
      	}

      	chain accepted-postrouting {
      		type filter hook postrouting priority 96; policy accept;
      		LABEL
      	}

      	chain accepted-input {
      		type filter hook input priority 102; policy accept;
      		LABEL
      	}

      	chain accepted-prerouting {
      		type filter hook prerouting priority -94; policy accept;
      		LABEL
      	}

      """
          .replace(
              "LABEL", "meta mark & MARK == MARK ct label set 28 meta mark set meta mark ^ MARK")
          .replace("MARK", "0x10000000");

  private final Path folder;
  private final UnixDomainSocketAddress address;
  private final ServerSocketChannel server;
  private final Queue<SocketChannel> open = new ConcurrentLinkedQueue<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private volatile Network judged = Network.of(List.of());
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  QueueLab() throws IOException {
    this.folder = Files.createTempDirectory("podlane-queue");
    this.address = UnixDomainSocketAddress.of(folder.resolve("judge"));
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(address);
    start(this::accept);
  }

  /** The questions of the kernel, each {@link Question} once. */
  Set<String> asked() {
    return Set.copyOf(asked);
  }

  @Override
  public LabRun run(Network network, List<LabProbe> probes) throws Exception {
    asked.clear();
    judged = network;
    try {
      LabRun run = LabRunner.run(script(network, probes), probes, false, LIMIT);
      if (!failures.isEmpty()) {
        throw new IllegalStateException(failures.toString());
      }
      return run;
    } finally {
      // ends the programs on the queues, with them the last users of the namespaces
      for (SocketChannel each : open) {
        each.close();
      }
      open.clear();
    }
  }

  private String script(Network network, List<LabProbe> probes) {
    String usual = LabScript.of(network, probes);
    Matcher tables = TABLE.matcher(usual);
    Matcher queues = QUEUE.matcher(usual);
    if (!tables.find() || !queues.find()) {
      throw new IllegalArgumentException("no node has the table");
    }
    String table = tables.group(1);
    String queue = queues.group(2);
    StringBuilder programs = new StringBuilder();
    Matcher names = NAME.matcher(usual);
    while (names.find()) {
      String node = names.group(2);
      if (!network.namespace(node).orElseThrow().sockets().queues().isEmpty()) {
        programs.append(
            "\nip netns exec %s python3 '%s' '%s' '%s' %s %s 0x10000000"
                .formatted(names.group(1), PROGRAM.toAbsolutePath(), address, node, table, queue));
      }
    }
    String jumping = QUEUE.matcher(usual).replaceAll("$1jump queued\n");
    String changed = TABLE.matcher(jumping).replaceAll("$0" + Matcher.quoteReplacement(CHAINS));
    return changed.replace(PROBES, programs + PROBES);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "verdicts");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        open.add(client);
        start(() -> answer(client));
      }
    } catch (ClosedChannelException ended) {
      // no more programs
    } catch (IOException failed) {
      failures.add(failed.toString());
    }
  }

  private void answer(SocketChannel client) {
    try (BufferedReader lines = new BufferedReader(Channels.newReader(client, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Question question = Question.parse(line);
        asked.add(question.toString());
        QueueProgram program =
            judged.namespace(question.node()).orElseThrow().sockets().queues().values().stream()
                .findFirst()
                .orElseThrow();
        boolean accepts = program.decide(question.packet()) instanceof QueueProgram.Answer.Accepts;
        client.write(ByteBuffer.wrap((accepts ? "accept\n" : "drop\n").getBytes(UTF_8)));
      }
    } catch (ClosedChannelException ended) {
      // the lab is over
    } catch (IOException | RuntimeException failed) {
      failures.add(failed.toString());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(address.getPath());
    Files.deleteIfExists(folder);
  }
}
