package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.net.route.RoutingTables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps of the IP layer. */
public sealed interface IpStep extends Step {
  @Override
  default Level level() {
    return Level.STAGE;
  }

  /**
   * A look into the routing tables.
   *
   * @param query what was known of the packet
   * @param tables the rules and tables asked
   * @param decision how it ended
   */
  record RouteLookup(RouteQuery query, RoutingTables tables, RouteDecision decision)
      implements IpStep {
    @Override
    public Level level() {
      return Level.STORY;
    }
  }

  /** A redirect that was believed earlier names another gateway than the route. */
  record RedirectApplied(Ip destination, Ip gateway) implements IpStep {}

  /** The kernel chose the source address: from the route, or of the outgoing device. */
  record SourceSelected(Ip address, String device, boolean fromRoute) implements IpStep {}

  /** The way back to the source was looked at (fib_validate_source). */
  record SourceChecked(Ip source, String device, int rpFilter, boolean onLink) implements IpStep {
    @Override
    public Level level() {
      return Level.ROW;
    }
  }

  /** A netfilter hook with no rules of its own. */
  record HookPassed(Hook hook, @Nullable String device) implements IpStep {
    @Override
    public Level level() {
      return Level.ROW;
    }
  }

  /** Whether packets that came in by this device may be forwarded. */
  record ForwardingChecked(String device, boolean enabled) implements IpStep {}

  /** One hop less to live. */
  record TtlDecremented(int before, int after) implements IpStep {
    @Override
    public Level level() {
      return Level.STORY;
    }
  }

  /**
   * The packet is longer than what the device takes, and is cut.
   *
   * @param device outgoing device
   * @param mtu most that a part may have
   * @param parts how many parts there are
   */
  record Fragmented(String device, int mtu, int parts) implements IpStep {}

  /** A fragment waits for the others; so many are here. */
  record FragmentHeld(int held) implements IpStep {}

  /** All fragments are here, and the packet is whole again. */
  record Reassembled(int parts, int length) implements IpStep {}

  /** The packet is longer than the MTU, and must not be cut. */
  record TooBig(String device, int mtu, int length) implements IpStep {
    @Override
    public Level level() {
      return Level.STORY;
    }
  }

  /** An ICMP error told earlier that no more than this fits on the way to the destination. */
  record PathMtuApplied(Ip destination, int mtu) implements IpStep {}

  /** The packet is for this host. */
  record LocalDelivery(Ip address, String device) implements IpStep {}

  /**
   * The source address cannot be used.
   *
   * @param source the address
   * @param device the device it may not leave by; none if it is not this host's own
   * @param fields what decided
   */
  record SourceRefused(Ip source, @Nullable String device, List<Cause.Field> fields)
      implements IpStep {
    /** Copies its fields. */
    public SourceRefused {
      fields = List.copyOf(fields);
    }

    @Override
    public Level level() {
      return Level.STORY;
    }
  }

  /** The packet ends here, for want of what the fields say. */
  record Dropped(DropReason reason, @Nullable String device, List<Cause.Field> fields)
      implements IpStep {
    /** A drop that says all itself, or follows the step that does. */
    public Dropped(DropReason reason, @Nullable String device) {
      this(reason, device, List.of());
    }

    /** Copies its fields. */
    public Dropped {
      fields = List.copyOf(fields);
    }

    @Override
    public Level level() {
      return Level.STORY;
    }
  }
}
