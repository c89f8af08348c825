package dev.podlane.cluster.policy.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All pairs equal the connectivity that np-guard's netpol-analyzer publishes for its own test
 * folders; src/test/resources/npguard/README.md says where they come from, and how they differ.
 */
final class NpGuardTest {
  private static final Path FOLDERS =
      Path.of(System.getProperty("podlane.npguard", "src/test/resources/npguard"));

  private static final String BLOCK = " by a block";
  private static final String EXTERNAL = "[External]";
  private static final Pattern LINE = Pattern.compile("(\\S+) => (\\S+) : (.*)");

  /**
   * Folders in which np-guard does not let a block match the address of a pod, as the API does
   * (rule 94), and the number of packets that are allowed by blocks alone.
   */
  private static final Map<String, Integer> BY_BLOCK =
      Map.of(
          "semanticDiff-different-topologies-policy-a-with-ipblock", 45,
          "semanticDiff-different-topologies-policy-b-with-ipblock", 3);

  static Stream<String> folders() throws IOException {
    try (Stream<Path> all = Files.list(FOLDERS)) {
      return all
          .filter(Files::isDirectory)
          .map(each -> each.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  /** Ranges of ports by protocol, as np-guard writes them. */
  private record Ports(Map<Protocol, List<int[]>> ranges, boolean all) {
    static final Ports NONE = new Ports(Map.of(), false);

    static Ports of(String text) {
      Map<Protocol, List<int[]>> ranges = new HashMap<>();
      Protocol protocol = Protocol.TCP;
      for (String part : text.equals("All Connections") ? new String[0] : text.split(",")) {
        String range = part.strip();
        int space = range.indexOf(' ');
        if (space > 0) {
          protocol = Protocol.valueOf(range.substring(0, space));
          range = range.substring(space + 1);
        }
        String[] ends = range.split("-", -1);
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[ends.length - 1]);
        ranges.computeIfAbsent(protocol, any -> new ArrayList<>()).add(new int[] {first, last});
      }
      return new Ports(ranges, text.equals("All Connections"));
    }

    boolean has(Protocol protocol, int port) {
      return all
          || ranges.getOrDefault(protocol, List.of()).stream()
              .anyMatch(each -> each[0] <= port && port <= each[1]);
    }

    /** The ports at which something can begin or end. */
    void edges(TreeSet<Integer> found) {
      for (List<int[]> each : ranges.values()) {
        for (int[] range : each) {
          found.addAll(List.of(range[0] - 1, range[0], range[1], range[1] + 1));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void connectivityIsThatOfNpGuard(String folder) throws IOException {
    String text = Files.readString(FOLDERS.resolve(folder).resolve("input.yaml"));
    Cluster cluster = Clusters.read(Documents.parse(folder, text));
    Map<String, Ports> expected = new LinkedHashMap<>();
    TreeSet<Integer> edges = new TreeSet<>(List.of(1, 80, 443, 30_000, 65_535));
    for (String line : Files.readAllLines(FOLDERS.resolve(folder).resolve("expected.txt"))) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        Ports ports = Ports.of(matcher.group(3));
        expected.put(matcher.group(1) + " => " + matcher.group(2), ports);
        ports.edges(edges);
      }
    }
    edges.removeIf(port -> port < 1 || port > 65_535);
    PolicyIndex index = new PolicyIndex(cluster);
    PolicyClasses classes = PolicyClasses.of(cluster);
    List<Outside> outside = Outside.all(expected);
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (Protocol protocol : Protocol.WITH_PORTS) {
      for (int port : edges) {
        Question question = new Question(Ip.Family.IPV4, protocol, port);
        asked += compare(index, ClassMatrix.of(classes, question), expected, outside, wrong);
      }
    }
    assertThat(asked).isPositive();
    List<String> byBlock = wrong.stream().filter(each -> each.endsWith(BLOCK)).toList();
    assertThat(byBlock).hasSize(BY_BLOCK.getOrDefault(folder, 0));
    wrong.removeAll(byBlock);
    assertThat(wrong).isEmpty();
  }

  private static int compare(
      PolicyIndex index,
      ClassMatrix matrix,
      Map<String, Ports> expected,
      List<Outside> outside,
      List<String> wrong) {
    PolicyClasses classes = matrix.classes();
    Question question = matrix.question();
    List<Pod> pods = classes.pods();
    int asked = 0;
    for (int from = 0; from < pods.size(); from++) {
      String sender = name(pods.get(from));
      for (int to = 0; to < pods.size(); to++) {
        String receiver = name(pods.get(to));
        if (!sender.equals(receiver)) {
          Verdict verdict = matrix.verdict(classes.classOf(from), classes.classOf(to));
          Ports ports = expected.getOrDefault(sender + " => " + receiver, Ports.NONE);
          int before = wrong.size();
          check(sender, receiver, verdict, question, List.of(ports), wrong);
          if (wrong.size() > before && isByBlock(index, pods.get(from), pods.get(to), question)) {
            wrong.set(before, wrong.get(before) + BLOCK);
          }
          asked++;
        }
      }
      Party pod = Party.of(pods.get(from), Ip.Family.IPV4);
      for (Ip each : addresses(outside, index)) {
        Verdict out = decide(index, pod, Party.of(each), question);
        check(sender, each, out, question, Outside.of(outside, sender, each, false), wrong);
        Verdict in = decide(index, Party.of(each), pod, question);
        asked += 2;
        check(each, sender, in, question, Outside.of(outside, sender, each, true), wrong);
      }
    }
    return asked;
  }

  /**
   * Connections of a pod with addresses outside.
   *
   * @param incoming true if they come from outside
   */
  private record Outside(String pod, boolean incoming, Ip first, Ip last, Ports ports) {
    static List<Outside> all(Map<String, Ports> expected) {
      List<Outside> all = new ArrayList<>();
      expected.forEach(
          (pair, ports) -> {
            String[] ends = pair.split(" => ", -1);
            for (int i = 0; i < 2; i++) {
              if (ends[i].endsWith(EXTERNAL)) {
                String[] range = ends[i].substring(0, ends[i].indexOf('[')).split("-", -1);
                all.add(
                    new Outside(
                        ends[1 - i], i == 0, Ip.parse(range[0]), Ip.parse(range[1]), ports));
              }
            }
          });
      return all;
    }

    static List<Ports> of(List<Outside> all, String pod, Ip address, boolean incoming) {
      return all.stream()
          .filter(each -> each.incoming == incoming && each.pod.equals(pod))
          .filter(each -> address.compareTo(each.first) >= 0 && address.compareTo(each.last) <= 0)
          .map(Outside::ports)
          .toList();
    }
  }

  /** Returns true if a packet is allowed, and would not be if nobody knew the addresses of pods. */
  private static boolean isByBlock(PolicyIndex index, Pod from, Pod to, Question question) {
    Party sender = new Party(from, null, Ip.Family.IPV4, null);
    Party receiver = new Party(to, null, Ip.Family.IPV4, null);
    return decide(index, sender, receiver, question) == Verdict.UNKNOWN;
  }

  private static Verdict decide(PolicyIndex index, Party from, Party to, Question question) {
    return index
        .decide(new PolicedPacket(from, to, question.protocol(), question.port()))
        .verdict();
  }

  /** The first addresses, of no pod or node, of the ranges outside that stand in the lines. */
  private static Set<Ip> addresses(List<Outside> outside, PolicyIndex index) {
    Set<Ip> found = new TreeSet<>();
    for (Outside each : outside) {
      Ip first = each.first();
      while (index.podAt(first) != null || index.nodeAt(first) != null) {
        first = first.plus(1);
      }
      found.add(first);
    }
    return found;
  }

  private static void check(
      Object from,
      Object to,
      Verdict verdict,
      Question question,
      List<Ports> expected,
      List<String> wrong) {
    boolean allowed =
        expected.stream().anyMatch(each -> each.has(question.protocol(), question.port()));
    if (verdict != (allowed ? Verdict.ALLOW : Verdict.DENY)) {
      String line = from + " => " + to + " : " + question.protocol() + " " + question.port();
      if (wrong.size() < 200 && wrong.stream().noneMatch(each -> each.startsWith(line + " is "))) {
        wrong.add(line + " is " + verdict);
      }
    }
  }

  private static String name(Pod pod) {
    ObjectRef owner = pod.owner();
    ObjectRef own = owner == null ? pod.ref() : owner;
    return own.path() + "[" + (own.kind().isEmpty() ? "Pod" : own.kind()) + "]";
  }
}
