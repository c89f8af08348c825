package dev.podlane.compile.docker;

import dev.podlane.cluster.docker.Engine;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.AddressKind;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.OtherMatch.AddressType;
import dev.podlane.net.filter.OtherMatch.AddressType.Limit;
import dev.podlane.net.filter.RuleLine;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.TrackingMatch.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules a Docker engine writes, as version 28.2.2 does (moby integration/network/bridge/
 * iptablesdoc, libnetwork/drivers/bridge/internal/iptabler; see docs/docker-host.md). Each list is
 * in the order in which the engine's insertions and appendings leave it.
 */
final class Firewall {
  private static final String CT = "DOCKER-CT";
  private static final String BRIDGE = "DOCKER-BRIDGE";
  private static final String ISOLATION_1 = "DOCKER-ISOLATION-STAGE-1";
  private static final String ISOLATION_2 = "DOCKER-ISOLATION-STAGE-2";
  private static final String FORWARD = "DOCKER-FORWARD";
  private static final String USER = "DOCKER-USER";
  private static final String DOCKER = "DOCKER";
  private static final Prefix LOOPBACK = Prefix.parse("127.0.0.0/8");

  private final Engine.Options options;
  private final boolean dropsForward;
  private final List<BridgeNet> nets;
  private final Map<Endpoint, List<Mapping>> endpoints;

  /**
   * Rules to be written.
   *
   * @param dropsForward true if the engine turned forwarding on and so sets the policy of FORWARD
   *     to DROP
   * @param nets in the order they were made
   * @param endpoints endpoints with their published ports, in the order the containers were started
   */
  Firewall(
      Engine.Options options,
      boolean dropsForward,
      List<BridgeNet> nets,
      Map<Endpoint, List<Mapping>> endpoints) {
    this.options = options;
    this.dropsForward = dropsForward;
    this.nets = nets;
    this.endpoints = endpoints;
  }

  Ruleset rules() {
    return Ruleset.NONE.with(raw()).with(nat()).with(filter());
  }

  /** Drops packets for a container that do not pass its bridge, or for 127.0.0.1 from a wire. */
  private Table raw() {
    List<RuleLine> lines = new ArrayList<>();
    endpoints.forEach(
        (endpoint, mappings) -> {
          lines.add(
              new RuleLine()
                  .to(Prefix.host(endpoint.address()))
                  .notIn(endpoint.net().bridge())
                  .then(new Target.Drop()));
          for (Mapping each : mappings) {
            if (each.address().isLoopback()) {
              lines.add(
                  new RuleLine()
                      .to(Prefix.host(each.address()))
                      .notIn("lo")
                      .port(each.protocol(), each.hostPort())
                      .then(new Target.Drop()));
            }
          }
        });
    return hook(Table.empty(Table.Kind.RAW), Hook.PREROUTING, lines);
  }

  private Table nat() {
    List<RuleLine> postrouting = new ArrayList<>();
    List<RuleLine> docker = new ArrayList<>();
    for (BridgeNet net : nets) {
      if (options.masquerade()) {
        postrouting.add(
            0,
            new RuleLine()
                .from(net.gateway().prefix())
                .notOut(net.bridge())
                .then(RuleLine.MASQUERADE));
      }
      if (!options.userlandProxy()) {
        postrouting.add(
            0,
            new RuleLine()
                .out(net.bridge())
                .and(new AddressType(true, AddressKind.LOCAL, Limit.NONE, false))
                .then(RuleLine.MASQUERADE));
      } else if (options.masquerade()) {
        docker.add(0, new RuleLine().in(net.bridge()).then(new Target.Return()));
      }
    }
    endpoints.forEach(
        (endpoint, mappings) ->
            mappings.forEach(each -> translate(endpoint, each, docker, postrouting)));
    RuleLine local =
        new RuleLine()
            .and(new AddressType(false, AddressKind.LOCAL, Limit.NONE, false))
            .then(new Target.Jump(DOCKER));
    RuleLine output = options.userlandProxy() ? local.butTo(LOOPBACK) : local;
    Table table = Table.empty(Table.Kind.NAT);
    table = hook(table, Hook.PREROUTING, List.of(local));
    table = hook(table, Hook.OUTPUT, List.of(output));
    table = hook(table, Hook.POSTROUTING, postrouting);
    return chain(table, DOCKER, docker);
  }

  private void translate(
      Endpoint endpoint, Mapping each, List<RuleLine> docker, List<RuleLine> postrouting) {
    RuleLine line = new RuleLine();
    if (!each.address().isUnspecified()) {
      line = line.to(Prefix.host(each.address()));
    }
    if (options.userlandProxy()) {
      line = line.notIn(endpoint.net().bridge());
    } else {
      Prefix itself = Prefix.host(endpoint.address());
      postrouting.add(
          new RuleLine()
              .from(itself)
              .to(itself)
              .port(each.protocol(), each.port())
              .then(RuleLine.MASQUERADE));
    }
    docker.add(
        line.port(each.protocol(), each.hostPort())
            .then(RuleLine.dnat(endpoint.address(), each.port())));
  }

  private Table filter() {
    List<RuleLine> docker = new ArrayList<>();
    endpoints.forEach(
        (endpoint, mappings) -> mappings.forEach(each -> docker.add(0, open(endpoint, each))));
    List<RuleLine> forward =
        new ArrayList<>(List.of(RuleLine.jump(CT), RuleLine.jump(ISOLATION_1)));
    forward.add(RuleLine.jump(BRIDGE));
    List<RuleLine> bridges = new ArrayList<>();
    List<RuleLine> related = new ArrayList<>();
    List<RuleLine> stage1 = new ArrayList<>();
    List<RuleLine> stage2 = new ArrayList<>();
    for (BridgeNet net : nets) {
      String bridge = net.bridge();
      docker.add(new RuleLine().notIn(bridge).out(bridge).then(new Target.Drop()));
      bridges.add(new RuleLine().out(bridge).then(new Target.Jump(DOCKER)));
      State known = new State(Set.of(State.Kind.RELATED, State.Kind.ESTABLISHED), false);
      related.add(new RuleLine().out(bridge).and(known).then(new Target.Accept()));
      forward.addAll(leaving(net));
      stage1.add(new RuleLine().in(bridge).notOut(bridge).then(new Target.Jump(ISOLATION_2)));
      stage2.add(0, new RuleLine().out(bridge).then(new Target.Drop()));
    }
    Table table = Table.empty(Table.Kind.FILTER);
    List<RuleLine> hook = List.of(RuleLine.jump(USER), RuleLine.jump(FORWARD));
    table = hook(table, Hook.FORWARD, hook);
    if (dropsForward) {
      Chain chain = table.chain(Hook.FORWARD.name()).orElseThrow();
      table = table.with(chain.with(Chain.Policy.DROP));
    }
    table = chain(table, DOCKER, docker);
    table = chain(table, BRIDGE, bridges);
    table = chain(table, CT, related);
    table = chain(table, FORWARD, forward);
    table = chain(table, ISOLATION_1, stage1);
    table = chain(table, ISOLATION_2, stage2);
    return chain(table, USER, List.of());
  }

  /**
   * Returns the rules for packets that leave a network; with {@code --icc=false} containers on
   * docker0 cannot reach each other.
   */
  private List<RuleLine> leaving(BridgeNet net) {
    String bridge = net.bridge();
    if (options.icc() || !net.isDefault()) {
      return List.of(new RuleLine().in(bridge).then(new Target.Accept()));
    }
    return List.of(
        new RuleLine().in(bridge).out(bridge).then(new Target.Drop()),
        new RuleLine().in(bridge).notOut(bridge).then(new Target.Accept()));
  }

  private static RuleLine open(Endpoint endpoint, Mapping each) {
    String bridge = endpoint.net().bridge();
    return new RuleLine()
        .to(Prefix.host(endpoint.address()))
        .notIn(bridge)
        .out(bridge)
        .port(each.protocol(), each.port())
        .then(new Target.Accept());
  }

  private static Table hook(Table table, Hook hook, List<RuleLine> lines) {
    Chain chain = table.chain(hook.name()).orElseThrow();
    return table.with(chain.with(lines.stream().map(RuleLine::rule).toList()));
  }

  private static Table chain(Table table, String name, List<RuleLine> lines) {
    return table.with(new Chain(name, null, lines.stream().map(RuleLine::rule).toList()));
  }
}
