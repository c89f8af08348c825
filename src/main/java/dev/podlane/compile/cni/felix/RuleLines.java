package dev.podlane.compile.cni.felix;

import static dev.podlane.compile.cni.felix.FelixLine.line;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.compile.cni.felix.FelixRule.Traffic;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.Ports;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one rule of a policy (projectcalico/calico {@code felix/rules/policy.go}:
 * ProtoRuleToIptablesRules). A rule of iptables asks for one block of addresses and for 15 ports;
 * where a rule of a policy has more, lines in front of it collect in marks which parts are
 * fulfilled.
 */
final class RuleLines {
  /** Ports of one multiport; a range takes two of them. */
  private static final int MOST_PORTS = 15;

  private final Direction direction;
  private final FelixRule rule;
  private final List<FelixLine> lines = new ArrayList<>();
  private boolean usesBlocks;
  private boolean hasPositiveBlock;

  private RuleLines(Direction direction, FelixRule rule) {
    this.direction = direction;
    this.rule = rule;
  }

  /** The lines of a rule. */
  static List<FelixLine> of(Direction direction, FelixRule rule) {
    RuleLines made = new RuleLines(direction, rule);
    made.write();
    if (!rule.name().isEmpty()) {
      made.lines.forEach(each -> each.says("name=" + rule.name()));
    }
    return made.lines;
  }

  private boolean isSource() {
    return direction == Direction.INGRESS;
  }

  private void write() {
    Traffic traffic = rule.traffic();
    List<List<Ports>> splits = splits(traffic.ports());
    List<String> named = FelixSet.ofPorts(direction, rule).stream().map(FelixSet::name).toList();
    boolean inlinesPorts = splits.size() + named.size() <= 1;
    if (!inlinesPorts) {
      ports(traffic.protocol(), splits, named);
    }
    boolean inlinesNets = rule.nets().size() <= 1;
    if (!inlinesNets) {
      nets();
    }
    int left = (inlinesNets ? rule.nets().size() : 0) + rule.notNets().size();
    if (!rule.notNets().isEmpty()) {
      if (left <= 1) {
        throw new IllegalStateException("no rule of Kubernetes excludes blocks of everything");
      }
      notNets();
    }
    FelixLine last = line();
    if (traffic.protocol() != null) {
      last.protocol(traffic.protocol());
    }
    if (inlinesNets) {
      rule.nets().forEach(net -> last.of(net, isSource()));
    }
    FelixSet.ofPeers(direction, rule).forEach(set -> last.inSet(set.name(), isSource()));
    if (inlinesPorts) {
      splits.forEach(last::ports);
      named.forEach(last::inPortSet);
    }
    if (usesBlocks) {
      last.marked(Marks.ALL_BLOCKS);
    }
    decide(last);
  }

  private void decide(FelixLine last) {
    int mark =
        switch (rule.action()) {
          case ALLOW -> Marks.ACCEPT;
          case DENY -> Marks.DROP;
          case PASS -> Marks.PASS;
        };
    lines.add(last.mark(mark));
    FelixLine then = line().marked(mark);
    lines.add(rule.action() == FelixRule.Action.DENY ? then.drop() : then.back());
  }

  private void ports(@Nullable Protocol protocol, List<List<Ports>> splits, List<String> named) {
    begin(0);
    int mark = positiveMark();
    for (List<Ports> split : splits) {
      FelixLine each = line();
      if (protocol != null) {
        each.protocol(protocol);
      }
      lines.add(each.ports(split).mark(mark));
    }
    named.forEach(set -> lines.add(line().inPortSet(set).mark(mark)));
    endPositive();
  }

  private void nets() {
    begin(0);
    int mark = positiveMark();
    for (Prefix net : rule.nets()) {
      lines.add(line().of(net, isSource()).mark(mark));
    }
    endPositive();
  }

  private void notNets() {
    begin(Marks.ALL_BLOCKS);
    for (Prefix net : rule.notNets()) {
      lines.add(line().of(net, isSource()).unmark(Marks.ALL_BLOCKS));
    }
  }

  private void begin(int mark) {
    if (!usesBlocks) {
      lines.add(line().mark(mark, Marks.ALL_BLOCKS | Marks.THIS_BLOCK));
      usesBlocks = true;
    }
  }

  /** The first part writes to where the others' results are joined. */
  private int positiveMark() {
    return hasPositiveBlock ? Marks.THIS_BLOCK : Marks.ALL_BLOCKS;
  }

  private void endPositive() {
    if (hasPositiveBlock) {
      lines.add(line().unmarked(Marks.THIS_BLOCK).unmark(Marks.ALL_BLOCKS));
    }
    hasPositiveBlock = true;
  }

  /** Ports by rule of iptables (SplitPortList). */
  private static List<List<Ports>> splits(List<Ports> ports) {
    List<List<Ports>> splits = new ArrayList<>();
    List<Ports> split = new ArrayList<>();
    int room = MOST_PORTS;
    for (Ports each : ports) {
      int needed = each.isOne() ? 1 : 2;
      if (room < needed) {
        splits.add(split);
        split = new ArrayList<>();
        room = MOST_PORTS;
      }
      split.add(each);
      room -= needed;
    }
    if (!split.isEmpty()) {
      splits.add(split);
    }
    return splits;
  }
}
