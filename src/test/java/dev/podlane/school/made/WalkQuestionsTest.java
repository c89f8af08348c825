package dev.podlane.school.made;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.scenario.Samples;
import dev.podlane.school.Said;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Skb;
import dev.podlane.trace.Trace;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions of any walk have exactly one right choice: the one that the walk itself shows. */
class WalkQuestionsTest {
  private static final Messages MESSAGES = new Messages();
  private static final Speech SPEECH =
      (key, args) ->
          Speech.words(
              MESSAGES.text(Language.EN, key, args), MESSAGES.text(Language.ZH, key, args));
  private static final Set<String> KINDS = ConcurrentHashMap.newKeySet();
  private static final int WALKS = 30;

  static Stream<String> samples() {
    return Samples.names().stream().filter(name -> !name.equals("twenty-nodes"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void exactlyOneChoiceIsTrue(String sample) {
    Workspace place = Workspace.open("", Samples.text(sample).orElseThrow());
    Random random = new Random(sample.hashCode());
    List<String> names =
        place.network().namespaces().values().stream()
            .filter(ns -> !ns.infra())
            .map(NetworkNamespace::name)
            .toList();
    IntStream.range(0, WALKS)
        .mapToObj(i -> walked(place, names, random))
        .flatMap(Optional::stream)
        .forEach(walked -> check(walked, random.nextLong()));
  }

  /** A probe between two places that are drawn; or to a broken route, or a Service. */
  private static Optional<Walked> walked(Workspace place, List<String> names, Random random) {
    String from = names.get(random.nextInt(names.size()));
    NetworkNamespace to =
        place.network().namespace(names.get(random.nextInt(names.size()))).orElseThrow();
    List<String> targets = new ArrayList<>();
    to.devices()
        .values()
        .forEach(device -> device.addresses().forEach(a -> targets.add(a.ip().toString())));
    place
        .cluster()
        .ifPresent(
            cluster -> cluster.services().all().forEach(s -> targets.add("svc:" + s.ref().path())));
    targets.add("10.99.99.99");
    boolean isPing = random.nextInt(4) == 0;
    Workspace then = random.nextInt(3) == 0 ? place : changed(place, names, random);
    String target = targets.get(random.nextInt(targets.size()));
    ProbeRequest request =
        new ProbeRequest(
            from,
            target,
            isPing && !target.startsWith("svc:") ? Protocol.ICMP : Protocol.TCP,
            isPing && !target.startsWith("svc:") ? null : (Integer) 80,
            64,
            true,
            random.nextInt(100));
    try {
      return Optional.of(then.walk(List.of(request)).get(0));
    } catch (TargetException none) {
      return Optional.empty();
    }
  }

  /** The same network with rows and rules that nobody would write; refused ones change nothing. */
  private static Workspace changed(Workspace place, List<String> names, Random random) {
    Workspace now = place;
    List<Ip> addresses =
        place.network().namespaces().values().stream()
            .flatMap(ns -> ns.devices().values().stream())
            .flatMap(device -> device.addresses().stream().map(each -> each.ip()))
            .filter(ip -> ip.isV4() && !ip.isLoopback())
            .toList();
    for (int i = 0; i < 4; i++) {
      Ip to = addresses.get(random.nextInt(addresses.size()));
      Ip via = addresses.get(random.nextInt(addresses.size()));
      int length = new int[] {0, 8, 16, 24, 25, 30, 32}[random.nextInt(7)];
      String prefix = Prefix.of(to, length).toString();
      String line =
          switch (random.nextInt(8)) {
            case 0 -> "ip route replace blackhole " + prefix;
            case 1 -> "ip route replace unreachable " + prefix;
            case 2 -> "ip route del " + prefix;
            case 3 -> "iptables -t nat -I PREROUTING -d " + to + " -j DNAT --to-destination " + via;
            case 4 -> "iptables -t nat -I POSTROUTING -d " + to + " -j SNAT --to-source " + via;
            default -> "ip route replace " + prefix + " via " + via;
          };
      String where = names.get(random.nextInt(names.size()));
      now = now.with(Edit.asked("e" + i, new Event.Commands(where, List.of(line)), Instant.EPOCH));
    }
    return now;
  }

  private static void check(Walked walked, long seed) {
    List<MadeQuestion> questions = WalkQuestions.of(walked, SPEECH, seed);
    assertThat(WalkQuestions.of(walked, SPEECH, seed)).isEqualTo(questions);
    assertThat(questions).hasSizeLessThanOrEqualTo(WalkQuestions.MOST);
    List<String> kinds = questions.stream().map(MadeQuestion::kind).toList();
    assertThat(kinds.contains("end") ? kinds.indexOf("end") : kinds.size() - 1)
        .as("the result gives no other answer away: %s", questions)
        .isEqualTo(kinds.size() - 1);
    for (MadeQuestion question : questions) {
      KINDS.add(question.kind());
      assertThat(question.choices()).hasSize(3);
      Set<Said> texts = new HashSet<>();
      List<String> isTrue = new ArrayList<>();
      for (MadeQuestion.Choice choice : question.choices()) {
        texts.add(Said.plain(choice.text()));
        if (holds(question, choice.claim(), walked.trace())) {
          isTrue.add(choice.claim());
        }
        Said because = Said.plain(choice.because());
        assertThat(because.en() + because.zh()).doesNotContain("{").doesNotContain("question.");
      }
      assertThat(texts).as(question.toString()).hasSize(3);
      assertThat(isTrue)
          .as(question + " " + walked.trace().outcome())
          .containsExactlyElementsOf(
              question.choices().stream()
                  .filter(MadeQuestion.Choice::right)
                  .map(MadeQuestion.Choice::claim)
                  .toList())
          .hasSize(1);
    }
  }

  /** Returns true if a claim is true, read from what was sent and received. */
  private static boolean holds(MadeQuestion question, String claim, Trace trace) {
    Hop hop = trace.hops().get(question.stop().hop());
    List<Hop.StepRecord> after =
        hop.steps().subList(question.stop().index() + 1, hop.steps().size());
    return switch (question.kind()) {
      case "route" -> goes(claim, hop.steps().get(question.stop().index()), after);
      case "nat" -> claim.equals(rewritten(hop, question));
      case "ttl" -> trace.hops().stream().anyMatch(each -> arrives(each, claim));
      default -> claim.equals(trace.outcome().result().text());
    };
  }

  /**
   * The next hop is read from whom the kernel asked for; where it never came to that, from the
   * decision.
   */
  private static boolean goes(String claim, Hop.StepRecord at, List<Hop.StepRecord> after) {
    IpStep.RouteLookup lookup = (IpStep.RouteLookup) at.step();
    if (claim.equals("local") || claim.equals("none")) {
      boolean isLocal = lookup.decision() instanceof RouteDecision.Local;
      boolean isSent = lookup.decision() instanceof RouteDecision.Unicast;
      return claim.equals("local") ? isLocal : !isLocal && !isSent;
    }
    Ip hop = null;
    String device = null;
    boolean isAskedAgain = false;
    for (Hop.StepRecord each : after) {
      isAskedAgain |= each.step() instanceof IpStep.RouteLookup;
      if (hop == null
          && !isAskedAgain
          && each.step() instanceof NeighbourStep.NeighbourResolved to) {
        hop = to.ip();
        device = to.device();
      }
    }
    if (hop == null && lookup.decision() instanceof RouteDecision.Unicast to) {
      hop = to.nextHop();
      device = to.device();
    }
    String via = String.valueOf(hop);
    return claim.equals("via " + via + " dev " + device)
        || (claim.equals("dev " + device) && via.equals(lookup.query().destination().toString()));
  }

  private static String rewritten(Hop hop, MadeQuestion question) {
    boolean isDestination = Said.plain(question.question()).en().contains("destination");
    Skb skb = hop.steps().get(question.stop().index() + 1).after();
    return skb != null && skb.payload() instanceof IpPacket ip
        ? (isDestination ? ip.destination() : ip.source()).toString()
        : "";
  }

  private static boolean arrives(Hop hop, String ttl) {
    return hop.flow() == Flow.REQUEST
        && hop.steps().stream()
            .anyMatch(
                each ->
                    each.step() instanceof SocketStep.SocketDelivered
                        && each.before() != null
                        && each.before().payload() instanceof IpPacket ip
                        && ttl.equals("" + ip.ttl()));
  }

  @Test
  void aWalkWhoseEndNobodyKnowsIsNotAskedAbout() {
    Workspace place = Workspace.open("", Samples.text("article").orElseThrow());
    Walked walked = walked(place, List.of("default/web-1"), new Random(1)).orElseThrow();

    assertThat(walked.trace().outcome().result()).isNotEqualTo(Outcome.Result.UNKNOWN);
    assertThat(WalkQuestions.of(walked, SPEECH, 1)).isNotNull();
  }

  @AfterAll
  static void allKindsWereAsked() {
    assertThat(KINDS).contains("route", "nat", "ttl", "end");
  }
}
