package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.classes.RandomPolicies;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.workspace.pairs.Cell;
import dev.podlane.workspace.pairs.Column;
import dev.podlane.workspace.pairs.Focus;
import dev.podlane.workspace.pairs.Group;
import dev.podlane.workspace.pairs.Grouping;
import dev.podlane.workspace.pairs.PairPage;
import dev.podlane.workspace.pairs.PairRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After edits all pairs are as if the cluster had just been opened, and reuse what was known. */
class EditedPairsTest {
  private static final int PODS = 18;
  private static final int POLICIES = 6;

  static LongStream seeds() {
    long first = Long.getLong("podlane.seed", new Random().nextInt(1 << 30));
    return LongStream.range(first, first + 4);
  }

  private static String documents(List<String> pods, List<String> policies) {
    List<String> all = new ArrayList<>(pods);
    all.addAll(policies);
    return String.join("\n---\n", all);
  }

  private static List<String> policies(RandomPolicies random) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < POLICIES; i++) {
      all.add(random.policy(i));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void randomEditsGiveThePairsOfAFreshBuild(long seed) {
    RandomPolicies random = new RandomPolicies(seed);
    Random edits = new Random(seed);
    String text = documents(random.pods(PODS), policies(random));
    Workspace now = Workspace.open("", text);
    pages(now);
    List<Edit> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int kind = edits.nextInt(8);
      if (kind == 0 && !all.isEmpty()) {
        all.remove(edits.nextInt(all.size()));
      } else if (kind == 1) {
        String pod = "p" + edits.nextInt(PODS);
        all.add(edit(i, new Event.FieldChange(named(now, pod), "metadata.labels.app", "\"b\"")));
      } else if (kind == 2) {
        String policy = "np" + edits.nextInt(POLICIES);
        all.add(edit(i, new Event.FieldChange(named(now, policy), "", null)));
      } else {
        all.add(edit(i, new Event.Manifest(random.policy(edits.nextInt(POLICIES + 2)))));
      }
      now = now.with(all);
      String as = "seed %d, edit %d".formatted(seed, i);
      assertThat(pages(now)).as(as).isEqualTo(pages(Workspace.open("", text).with(all)));
      int back = edits.nextInt(now.edits().size() + 1);
      assertThat(pages(now.at(back)))
          .as("%s, at %d", as, back)
          .isEqualTo(pages(Workspace.open("", text).with(all).at(back)));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void otherDocumentsGiveThePairsOfAFreshBuild(long seed) {
    RandomPolicies random = new RandomPolicies(seed);
    Random edits = new Random(seed);
    List<String> pods = random.pods(PODS);
    List<String> policies = policies(random);
    Workspace now = Workspace.open("", documents(pods, policies));
    pages(now);
    for (int i = 0; i < 8; i++) {
      policies.set(edits.nextInt(POLICIES), random.policy(edits.nextInt(POLICIES)));
      // Everything behind it stands on other lines.
      pods.set(0, pods.get(0) + "\n");
      String text = documents(pods, policies);
      Workspace next = Workspace.open("", text);
      AllPairs.follow(next, now);
      assertThat(next.desired().names().knownPairs()).as("seed %d, %d", seed, i).isNotNull();
      assertThat(pages(next)).as("seed %d, %d", seed, i).isEqualTo(pages(Workspace.open("", text)));
      now = next;
    }
  }

  @Test
  void anEditedPolicyReusesWhatIsKnown() {
    RandomPolicies random = new RandomPolicies(7);
    List<String> pods = random.pods(PODS);
    Workspace before = Workspace.open("", documents(pods, policies(random)));
    assertThat(before.with(applied(random.policy(1))).desired().names().knownPairs()).isNull();
    pages(before);
    assertThat(before.with(applied(random.policy(1))).desired().names().knownPairs()).isNotNull();
    Pod pod =
        before.cluster().orElseThrow().pods().stream()
            .filter(Pod::hasNetwork)
            .findFirst()
            .orElseThrow();
    Event other =
        new Event.FieldChange(named(before, pod.name()), "metadata.labels.app", "\"new\"");
    assertThat(before.with(edit(0, other)).desired().names().knownPairs()).isNull();
  }

  private static Edit applied(String policy) {
    return edit(0, new Event.Manifest(policy));
  }

  private static Edit edit(int number, Event event) {
    return Edit.asked("e" + number, event, Instant.EPOCH);
  }

  /** An object of the cluster; edits of those that are gone do not apply. */
  private static ObjectName named(Workspace in, String name) {
    return in.cluster().orElseThrow().sources().keySet().stream()
        .filter(ref -> ref.name().equals(name))
        .map(ref -> new ObjectName(ref.kind(), ref.namespace(), name))
        .findFirst()
        .orElse(new ObjectName("Pod", "x", name));
  }

  /** Answers about all pairs, in words; examples may differ. */
  private static List<String> pages(Workspace workspace) {
    AllPairs pairs = AllPairs.of(workspace).orElseThrow();
    List<String> all = new ArrayList<>();
    for (Grouping grouping : List.of(Grouping.WORKLOAD, Grouping.CLASS)) {
      for (Ip.Family family : Ip.Family.values()) {
        for (String port : new String[] {"80", "http"}) {
          PairRequest request =
              new PairRequest(
                  family,
                  Protocol.TCP,
                  port,
                  grouping,
                  new Focus.Everything(),
                  /* exposure= */ true,
                  0,
                  100,
                  0,
                  100);
          add(pairs.page(request), all);
        }
      }
    }
    return all;
  }

  private static void add(PairPage page, List<String> all) {
    all.add("%d pods, %d classes".formatted(page.pods(), page.classes()));
    for (PairPage.At at : page.cells()) {
      Column to = page.columns().get(at.column());
      TreeMap<String, Long> counts = new TreeMap<>();
      for (Cell.Case each : at.cell().cases()) {
        assertThat(each.decision().verdict()).isEqualTo(each.verdict());
        counts.put(each.verdict().name(), each.pairs());
      }
      all.add(
          "%s to %s %s %d: %s"
              .formatted(
                  name(page.rows().get(at.row())),
                  name(to.group()),
                  to.protocol(),
                  to.port(),
                  counts));
    }
  }

  private static String name(Group group) {
    return "%s %s/%s (%d)".formatted(group.kind(), group.namespace(), group.name(), group.size());
  }
}
