package dev.podlane.trace.kernel;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.AddressKind;
import dev.podlane.net.filter.Branches;
import dev.podlane.net.filter.Finding;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.IpSetChange;
import dev.podlane.net.filter.MatchContext;
import dev.podlane.net.filter.QueueProgram;
import dev.podlane.net.filter.RecentMasks;
import dev.podlane.net.filter.RuleKey;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.RuleState;
import dev.podlane.net.filter.SetKey;
import dev.podlane.net.filter.TrackedConnection;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.net.route.RouteType;
import dev.podlane.trace.Probe;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a namespace that rules match.
 *
 * @param ns the namespace
 * @param dice chance and counts; none where a rule is only explained, and nothing must change
 * @param findings results of the conditions that remember packets
 * @param now virtual time in milliseconds
 * @param sockets sockets of the walk; none where a rule is only explained
 */
public record RuleEnvironment(
    NetworkNamespace ns,
    @Nullable Dice dice,
    Findings findings,
    long now,
    @Nullable Transport sockets)
    implements MatchContext {
  /** Surroundings in which rules are read. */
  public RuleEnvironment(NetworkNamespace ns, Dice dice, Transport sockets) {
    this(ns, dice, new Findings(), dice.now(), sockets);
  }

  private static final int LONGEST = 65_535;

  /** Chance and counts, which remember. */
  public interface Dice {
    void asked(boolean matched);

    double draw();

    /** The address that the probe chose, if chance could lead elsewhere. */
    default Probe.@Nullable Choice chosen() {
      return null;
    }

    int count(RulePlace at);

    void counted(RulePlace at, int ordinal, int octets);

    boolean hasLearned(SetKey key);

    void learn(SetKey key, long millis, boolean refreshes);

    void forget(SetKey key);

    long now();

    @Nullable RuleState recall(RuleKey key);

    void remember(RuleKey key, RuleState state);

    boolean isLive(long connection);

    IpSet set(IpSet configured);

    void change(IpSetChange change);

    int pathMtu(Ip destination);
  }

  /** A side-effect-free copy, for explanations. */
  public RuleEnvironment quiet() {
    return new RuleEnvironment(ns, null, findings, now, null);
  }

  /** As __inet_dev_addr_type in net/ipv4/fib_frontend.c: only the local table is looked up. */
  @Override
  public AddressKind kind(Ip address, @Nullable String device) {
    if (address.isZeroNet() || address.equals(Ip.LIMITED_BROADCAST)) {
      return AddressKind.BROADCAST;
    }
    if (address.isMulticast()) {
      return AddressKind.MULTICAST;
    }
    Optional<Route> row =
        ns.routes()
            .local()
            .lookup(address)
            .filter(found -> device == null || device.equals(found.device()));
    if (row.isEmpty()) {
      return AddressKind.UNICAST;
    }
    return row.get().type() == RouteType.BROADCAST ? AddressKind.BROADCAST : AddressKind.LOCAL;
  }

  @Override
  public @Nullable IpSet set(String name) {
    IpSet configured = ns.ruleset().sets().get(name);
    return configured == null || dice == null ? configured : dice.set(configured);
  }

  @Override
  public void asked(boolean matched) {
    if (dice != null) {
      dice.asked(matched);
    }
  }

  @Override
  public @Nullable QueueProgram queue(int number) {
    return ns.sockets().queues().get(number);
  }

  @Override
  public @Nullable Integer user() {
    return ns.sockets().user();
  }

  @Override
  public Bound bound(Protocol protocol, Ip address, int port) {
    return ns.sockets()
        .find(protocol, address, port)
        .map(found -> found.address().isUnspecified() ? Bound.WILDCARD : Bound.ADDRESS)
        .orElse(Bound.NONE);
  }

  @Override
  public Connected connected(Protocol protocol, TrackedConnection.Ends ends) {
    if (sockets == null) {
      return findings.connected(protocol, ends);
    }
    Connected found = sockets.connected(ns.name(), protocol, ends);
    findings.note(protocol, ends, found);
    return found;
  }

  @Override
  public boolean chance(RulePlace at, double probability) {
    if (dice == null) {
      return false;
    }
    boolean drawn = dice.draw() < probability;
    return forced(at).map(branch -> branch.index() == at.position()).orElse(drawn);
  }

  @Override
  public void counted(RulePlace at, int ordinal, int octets) {
    if (dice != null) {
      dice.counted(at, ordinal, octets);
    }
  }

  @Override
  public int count(RulePlace at) {
    return dice == null ? -1 : dice.count(at);
  }

  @Override
  public long number(RulePlace at, boolean drawn, long below) {
    if (dice == null) {
      return -1;
    }
    if (!drawn) {
      return dice.count(at) % below;
    }
    long number = (long) (dice.draw() * below);
    return forced(at).map(Branches.Branch::index).orElse(number);
  }

  private Optional<Branches.Branch> forced(RulePlace at) {
    Probe.Choice chosen = dice == null ? null : dice.chosen();
    return chosen == null ? Optional.empty() : ForcedBranch.at(ns.ruleset(), at, chosen);
  }

  @Override
  public boolean hasLearned(SetKey key) {
    return dice != null && dice.hasLearned(key);
  }

  @Override
  public void learn(SetKey key, long millis, boolean refreshes) {
    if (dice != null) {
      dice.learn(key, millis, refreshes);
    }
  }

  @Override
  public void forget(SetKey key) {
    if (dice != null) {
      dice.forget(key);
    }
  }

  @Override
  public long now() {
    return dice == null ? 0 : dice.now();
  }

  @Override
  public @Nullable RuleState recall(RuleKey key) {
    return dice == null ? null : dice.recall(key);
  }

  @Override
  public OptionalInt recentMask(String list) {
    return RecentMasks.first(ns.ruleset(), list);
  }

  @Override
  public void remember(RuleKey key, RuleState state) {
    if (dice != null) {
      dice.remember(key, state);
    }
  }

  @Override
  public Finding once(RulePlace at, Record condition, Supplier<Finding> fresh) {
    if (dice == null) {
      return findings.of(at, condition);
    }
    Finding found = fresh.get();
    findings.note(at, condition, found);
    return found;
  }

  @Override
  public boolean isLive(long connection) {
    return dice != null && dice.isLive(connection);
  }

  @Override
  public void change(IpSetChange change) {
    if (dice != null) {
      dice.change(change);
    }
  }

  /** As rpfilter_lookup_reverse in net/ipv4/netfilter/ipt_rpfilter.c. */
  @Override
  public WayBack wayBack(Asked back) {
    RouteDecision way = ns.routes().lookup(Queries.of(back));
    if (way instanceof RouteDecision.Local own) {
      String device = own.row().device();
      return new WayBack(true, true, device == null ? "" : device);
    }
    return way instanceof RouteDecision.Unicast found
        ? new WayBack(true, false, found.device())
        : WayBack.NONE;
  }

  @Override
  public int mtu(Ip address, @Nullable String out) {
    String device = out;
    if (device == null) {
      device =
          ns.routes().lookup(RouteQuery.to(address)) instanceof RouteDecision.Unicast way
              ? way.device()
              : "";
    }
    int most = ns.device(device).map(Device::mtu).orElse(LONGEST);
    return Math.min(Math.min(most, LONGEST), dice == null ? LONGEST : dice.pathMtu(address));
  }

  /** As nft_fib4_eval in net/ipv4/netfilter/nft_fib_ipv4.c. */
  @Override
  public @Nullable String way(Asked asked) {
    return ns.routes().lookup(Queries.of(asked)) instanceof RouteDecision.Unicast way
            && (asked.out() == null || asked.out().equals(way.device()))
        ? way.device()
        : null;
  }
}
