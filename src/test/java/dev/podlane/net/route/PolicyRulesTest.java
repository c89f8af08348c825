package dev.podlane.net.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.route.RuleSelector.Ports;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules are tried in order until one decides. */
class PolicyRulesTest {
  private static final Ip TO = Ip.parse("10.9.0.1");
  private static final Route MAIN = route("10.9.0.0/24", "eth2");
  private static final Route OTHER = route("10.9.0.0/24", "eth3");

  private static Route route(String to, String device) {
    return Route.unicast(Prefix.parse(to), null, device, null, 0);
  }

  private static RoutingTables tables(Route inTable100, PolicyRule... more) {
    List<PolicyRule> rules =
        Stream.concat(Stream.of(more), PolicyRule.DEFAULTS.stream())
            .sorted(Comparator.comparingLong(PolicyRule::priority))
            .toList();
    return RoutingTables.EMPTY
        .with(new RouteTable("main", List.of(MAIN)))
        .with(new RouteTable("100", List.of(inTable100)))
        .withRules(rules);
  }

  private static PolicyRule rule(RuleSelector selector) {
    return rule(50, selector, new RuleAction.Lookup("100", -1));
  }

  private static PolicyRule rule(long priority, RuleSelector selector, RuleAction action) {
    return new PolicyRule(priority, selector, action, "boot");
  }

  private static RuleSelector selector(
      boolean not,
      @Nullable String from,
      @Nullable String in,
      @Nullable String out,
      int mark,
      int mask) {
    InterfaceAddress block = from == null ? null : InterfaceAddress.parse(from);
    return new RuleSelector(not, block, null, in, out, mark, mask, 0, null, null);
  }

  private static String device(RoutingTables tables, RouteQuery query) {
    RouteDecision decision = tables.lookup(query);
    return decision instanceof RouteDecision.Unicast way
        ? way.device()
        : decision.getClass().getSimpleName();
  }

  private static void assertGoesBy(RuleSelector selector, RouteQuery query, boolean isMeant) {
    assertThat(device(tables(OTHER, rule(selector)), query)).isEqualTo(isMeant ? "eth3" : "eth2");
  }

  @Test
  void eachSelectorSelects() {
    RouteQuery own = RouteQuery.to(TO);
    RouteQuery came = RouteQuery.received(TO, Ip.parse("10.1.0.3"), "eth1");
    assertGoesBy(RuleSelector.ALL, own, true);
    assertGoesBy(selector(false, "10.1.0.9/24", null, null, 0, 0), came, true);
    assertGoesBy(selector(false, "10.1.0.0/24", null, null, 0, 0), own, false);
    assertGoesBy(selector(true, "10.1.0.0/24", null, null, 0, 0), own, true);
    assertGoesBy(selector(true, "10.1.0.0/24", null, null, 0, 0), came, false);
    assertGoesBy(selector(false, null, "eth1", null, 0, 0), came, true);
    assertGoesBy(selector(false, null, "eth1", null, 0, 0), own, false);
    assertGoesBy(selector(false, null, "lo", null, 0, 0), own, true);
    assertGoesBy(selector(false, null, "lo", null, 0, 0), came, false);
    assertGoesBy(selector(false, null, null, "eth3", 0, 0), own, false);
    assertGoesBy(selector(false, null, null, "eth3", 0, 0), own.outBy("eth3"), true);
    assertGoesBy(selector(false, null, null, null, 7, -1), own.marked(7), true);
    assertGoesBy(selector(false, null, null, null, 7, -1), own.marked(15), false);
    assertGoesBy(selector(false, null, null, null, 5, 4), own.marked(6), true);
    assertGoesBy(selector(false, null, null, null, 5, 4), own, false);
  }

  @Test
  void protocolsAndPortsSelect() {
    RuleSelector web =
        new RuleSelector(
            false, null, null, null, null, 0, 0, 6, new Ports(1000, 2000), new Ports(80, 80));
    RouteQuery own = RouteQuery.to(TO);
    assertGoesBy(web, own, false);
    assertGoesBy(web, own.carrying(6, 1000, 80), true);
    assertGoesBy(web, own.carrying(6, 2001, 80), false);
    assertGoesBy(web, own.carrying(6, 2000, 81), false);
    assertGoesBy(web, own.carrying(17, 2000, 80), false);
  }

  @Test
  void aRefusalByRuleAsksNoTable() {
    PolicyRule no = rule(50, RuleSelector.ALL, new RuleAction.Refuse(RouteType.PROHIBIT));
    RoutingTables tables = tables(OTHER, no);
    assertThat(tables.lookup(TO))
        .isEqualTo(new RouteDecision.RefusedByRule(no, RouteType.PROHIBIT));
    assertThat(RuleEvidence.of(tables, RouteQuery.to(TO)))
        .extracting(RuleEvidence::verdict)
        .containsExactly(
            RuleEvidence.Verdict.EMPTY,
            RuleEvidence.Verdict.DECIDED,
            RuleEvidence.Verdict.LATER,
            RuleEvidence.Verdict.LATER);
  }

  @Test
  void shortAnswersCanBeSuppressedButRefusalsNot() {
    RoutingTables tables =
        tables(OTHER, rule(1, RuleSelector.ALL, new RuleAction.Lookup("main", 24)))
            .with(new RouteTable("main", List.of(MAIN)));
    assertThat(device(tables, RouteQuery.to(TO))).isEqualTo("eth2");
    assertThat(RouteEvidence.of(tables, TO))
        .extracting(RouteEvidence::verdict)
        .containsExactly(RouteEvidence.Verdict.MATCHED);
    RoutingTables then =
        tables(
            OTHER,
            rule(1, RuleSelector.ALL, new RuleAction.Lookup("main", 24)),
            rule(RuleSelector.ALL));
    assertThat(device(then, RouteQuery.to(TO))).isEqualTo("eth3");
    assertThat(RouteEvidence.of(then, TO))
        .extracting(each -> each.table().name() + " " + each.verdict())
        .containsExactly("main SUPPRESSED", "100 MATCHED");
    Route hole = Route.refusing(RouteType.BLACKHOLE, Prefix.DEFAULT_V4, 0);
    assertThat(device(then.with(new RouteTable("main", List.of(hole))), RouteQuery.to(TO)))
        .isEqualTo("Refused");
  }

  @Test
  void jumpsLeadOn() {
    PolicyRule no = rule(20, RuleSelector.ALL, new RuleAction.Refuse(RouteType.PROHIBIT));
    PolicyRule jump = rule(10, RuleSelector.ALL, new RuleAction.GoTo(50));
    assertThat(device(tables(OTHER, jump, no, rule(RuleSelector.ALL)), RouteQuery.to(TO)))
        .isEqualTo("eth3");
    assertThat(device(tables(OTHER, jump, no), RouteQuery.to(TO))).isEqualTo("RefusedByRule");
  }

  @Test
  void localAndMainAreOneUntilRulesAreTouched() {
    Prefix wide = Prefix.parse("10.0.0.0/8");
    Route any =
        new Route(RouteType.LOCAL, wide, null, "lo", null, 0, Route.Scope.HOST, "boot", false);
    RoutingTables tables =
        RoutingTables.EMPTY
            .with(new RouteTable("local", List.of(any)))
            .with(new RouteTable("main", List.of(MAIN)));
    assertThat(device(tables, RouteQuery.to(TO))).isEqualTo("eth2");
    assertThat(device(tables, RouteQuery.to(Ip.parse("10.8.0.1")))).isEqualTo("Local");
    assertThat(RouteEvidence.of(tables, TO))
        .extracting(RouteEvidence::verdict)
        .containsExactly(RouteEvidence.Verdict.SHORTER, RouteEvidence.Verdict.MATCHED);
    assertThat(device(tables.withRules(PolicyRule.DEFAULTS), RouteQuery.to(TO))).isEqualTo("Local");
  }

  /** The rule loop in its plainest words, for rules that only look up tables. */
  @Test
  void randomRulesDecideAsReadOneByOne() {
    Random random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      RoutingTables tables = RoutingTables.EMPTY;
      List<PolicyRule> rules = new ArrayList<>();
      for (int number = 1; number <= 4; number++) {
        List<Route> rows = new ArrayList<>();
        for (int at = random.nextInt(4); at > 0; at--) {
          Prefix to = Prefix.of(TO, random.nextInt(33));
          rows.add(
              random.nextInt(3) == 0
                  ? Route.refusing(RouteType.THROW, to, at)
                  : Route.unicast(to, null, "t" + number, null, at));
        }
        tables = tables.with(new RouteTable("" + number, rows));
        RuleSelector selector = selector(random.nextBoolean(), "10.1.0.0/16", null, null, 0, 0);
        int suppressed = random.nextInt(34) - 1;
        rules.add(rule(number, selector, new RuleAction.Lookup("" + number, suppressed)));
      }
      tables = tables.withRules(rules);
      Ip from = Ip.parse(random.nextBoolean() ? "10.1.2.3" : "10.2.2.3");
      RouteQuery query = RouteQuery.sent(TO, from);
      assertThat(device(tables, query)).isEqualTo(expected(tables, from));
    }
  }

  private static String expected(RoutingTables tables, Ip from) {
    for (PolicyRule rule : tables.rules()) {
      RuleAction.Lookup lookup = (RuleAction.Lookup) rule.action();
      boolean inside = Prefix.parse("10.1.0.0/16").contains(from);
      Route row =
          tables.table(lookup.table()).orElseThrow().rows().stream()
              .filter(each -> each.matches(TO))
              .findFirst()
              .orElse(null);
      if (inside != rule.selector().not()
          && row != null
          && row.type() == RouteType.UNICAST
          && row.destination().length() > lookup.suppressedLength()) {
        return "t" + lookup.table();
      }
    }
    return "NoRoute";
  }
}
