package dev.podlane.cluster.policy.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All pairs by classes equal the verdict over each pair of pods, also after edits. */
final class ClassMatrixTest {
  private static final int PODS = 24;

  static LongStream seeds() {
    long first = Long.getLong("podlane.seed", new Random().nextInt(1 << 30));
    return LongStream.range(first, first + 12);
  }

  private static Cluster read(List<String> pods, List<String> policies) {
    List<String> all = new ArrayList<>(pods);
    all.addAll(policies);
    return Clusters.read(Documents.parse("", String.join("\n---\n", all)));
  }

  private static List<Question> questions() {
    List<Question> all = new ArrayList<>();
    for (Ip.Family family : Ip.Family.values()) {
      for (Protocol protocol : Protocol.WITH_PORTS) {
        for (int port : new int[] {80, 81, 443}) {
          all.add(new Question(family, protocol, port));
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPairHasTheVerdictOfItsPods(long seed) {
    RandomPolicies random = new RandomPolicies(seed);
    List<String> pods = random.pods(PODS);
    List<String> policies = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      policies.add(random.policy(i));
    }
    Cluster cluster = read(pods, policies);
    PolicyClasses classes = PolicyClasses.of(cluster);
    for (Question question : questions()) {
      requireEqual("seed " + seed, cluster, ClassMatrix.of(classes, question));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void editsEqualABuildFromTheStart(long seed) {
    RandomPolicies random = new RandomPolicies(seed);
    List<String> pods = random.pods(PODS);
    Map<Integer, String> written = new HashMap<>();
    for (int i = 0; i < 6; i++) {
      written.put(i, random.policy(i));
    }
    Random edits = new Random(seed);
    Cluster cluster = read(pods, List.copyOf(written.values()));
    PolicyClasses classes = PolicyClasses.of(cluster);
    Map<Question, ClassMatrix> matrices = new HashMap<>();
    questions().forEach(each -> matrices.put(each, ClassMatrix.of(classes, each)));
    PolicyClasses now = classes;
    for (int i = 0; i < 12; i++) {
      int number = edits.nextInt(8);
      if (edits.nextInt(4) == 0) {
        written.remove(number);
      } else {
        written.put(number, random.policy(number));
      }
      Cluster next = read(pods, List.copyOf(written.values()));
      now = edited(now, cluster, next, matrices);
      cluster = next;
      PolicyClasses whole = PolicyClasses.of(next);
      assertThat(now.used()).as("seed %d, edit %d", seed, i).isEqualTo(whole.used());
      for (ClassMatrix each : matrices.values()) {
        requireEqual("seed " + seed + ", edit " + i, next, each);
      }
    }
  }

  /** An edit can replace a policy by one of another kind: that is one taken out and one put in. */
  private static PolicyClasses edited(
      PolicyClasses classes, Cluster before, Cluster after, Map<Question, ClassMatrix> matrices) {
    List<Policy> old = before.notSimulated().policies().all();
    List<Policy> now = after.notSimulated().policies().all();
    PolicyClasses result = classes;
    for (Policy each : old) {
      Policy other =
          now.stream().filter(it -> it.ref().equals(each.ref())).findFirst().orElse(null);
      PolicyClasses next = result.with(each, other);
      matrices.replaceAll((question, matrix) -> matrix.after(next));
      result = next;
    }
    for (Policy each : now) {
      if (old.stream().noneMatch(it -> it.ref().equals(each.ref()))) {
        PolicyClasses next = result.with(null, each);
        matrices.replaceAll((question, matrix) -> matrix.after(next));
        result = next;
      }
    }
    return result;
  }

  private static void requireEqual(String as, Cluster cluster, ClassMatrix matrix) {
    PolicyIndex index = new PolicyIndex(cluster);
    PolicyClasses classes = matrix.classes();
    List<Pod> pods = classes.pods();
    Question question = matrix.question();
    Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    for (int from = 0; from < pods.size(); from++) {
      for (int to = 0; to < pods.size(); to++) {
        if (from == to) {
          continue;
        }
        Verdict one =
            index
                .decide(
                    new PolicedPacket(
                        Party.of(pods.get(from), question.family()),
                        Party.of(pods.get(to), question.family()),
                        question.protocol(),
                        question.port()))
                .verdict();
        counts.merge(one, 1L, Long::sum);
        assertThat(matrix.verdict(classes.classOf(from), classes.classOf(to)))
            .as("%s: %s, %s to %s", as, question, pods.get(from).ref(), pods.get(to).ref())
            .isEqualTo(one);
      }
    }
    Map<Integer, Integer> sizes = new HashMap<>();
    for (int i = 0; i < pods.size(); i++) {
      sizes.merge(classes.classOf(i), 1, Integer::sum);
    }
    int[] numbers = sizes.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    int[] its = new int[numbers.length];
    for (int i = 0; i < its.length; i++) {
      its[i] = sizes.getOrDefault(numbers[i], 0);
      assertThat(classes.pods(numbers[i])).as(as).isEqualTo(its[i]);
    }
    Tally.Side all = new Tally.Side(numbers, its);
    Tally tally = Tally.of(matrix, all, all, true);
    assertThat(tally).isNotNull();
    tally.withoutItself();
    for (Verdict each : Verdict.values()) {
      assertThat(tally.pairs(each))
          .as("%s: %s", as, question)
          .isEqualTo(counts.getOrDefault(each, 0L));
      int[] example = tally.example(each);
      if (tally.pairs(each) > 0) {
        assertThat(example).isNotNull();
        assertThat(matrix.verdict(numbers[example[0]], numbers[example[1]])).isEqualTo(each);
      }
    }
  }
}
