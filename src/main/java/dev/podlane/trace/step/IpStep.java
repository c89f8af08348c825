package dev.podlane.trace.step;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.net.route.RoutingTables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps of the IP layer. */
public sealed interface IpStep extends Step {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(RouteLookup it);

    T visit(RedirectApplied it);

    T visit(SourceSelected it);

    T visit(SourceChecked it);

    T visit(HookPassed it);

    T visit(ForwardingChecked it);

    T visit(TtlDecremented it);

    T visit(Fragmented it);

    T visit(FragmentHeld it);

    T visit(Reassembled it);

    T visit(TooBig it);

    T visit(PathMtuApplied it);

    T visit(LocalDelivery it);

    T visit(SourceRefused it);

    T visit(Dropped it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  @Override
  default <T> T accept(Step.Visitor<T> visitor) {
    return visitor.visit(this);
  }

  @Override
  default Level level() {
    return Level.STAGE;
  }

  /**
   * A look into the routing tables.
   *
   * @param query fields of the packet that were looked up
   * @param tables the rules and tables asked
   * @param decision result of the lookup
   */
  record RouteLookup(RouteQuery query, RoutingTables tables, RouteDecision decision)
      implements IpStep {
    @Override
    public Level level() {
      return Level.STORY;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }

    @Override
    public @Nullable String device() {
      return query.in();
    }
  }

  /** A redirect that was believed earlier names another gateway than the route. */
  record RedirectApplied(Ip destination, Ip gateway) implements IpStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }

    @Override
    public @Nullable String device() {
      return null;
    }
  }

  /** The kernel chose the source address: from the route, or of the outgoing device. */
  record SourceSelected(Ip address, String device, boolean fromRoute) implements IpStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The way back to the source was looked at (fib_validate_source). */
  record SourceChecked(Ip source, String device, int rpFilter, boolean onLink) implements IpStep {
    @Override
    public Level level() {
      return Level.ROW;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** A netfilter hook with no rules of its own. */
  record HookPassed(Hook hook, @Nullable String device) implements IpStep {
    @Override
    public Level level() {
      return Level.ROW;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The forwarding setting of the input device was read. */
  record ForwardingChecked(String device, boolean enabled) implements IpStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** One hop less to live. */
  record TtlDecremented(int before, int after) implements IpStep {
    @Override
    public Level level() {
      return Level.STORY;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }

    @Override
    public @Nullable String device() {
      return null;
    }
  }

  /**
   * The packet exceeds the MTU of the device, and is fragmented.
   *
   * @param device outgoing device
   * @param mtu most that a part may have
   * @param parts number of fragments
   */
  record Fragmented(String device, int mtu, int parts) implements IpStep {
    @Override
    public Level level() {
      return Level.STORY;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** A fragment waits for the others; {@code held} are here. */
  record FragmentHeld(int held) implements IpStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }

    @Override
    public @Nullable String device() {
      return null;
    }
  }

  /** All fragments are here, and the packet is whole again. */
  record Reassembled(int parts, int length) implements IpStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }

    @Override
    public @Nullable String device() {
      return null;
    }
  }

  /** The packet is longer than the MTU, and must not be cut. */
  record TooBig(String device, int mtu, int length) implements IpStep {
    @Override
    public Level level() {
      return Level.STORY;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** An ICMP error told earlier that no more than this fits on the way to the destination. */
  record PathMtuApplied(Ip destination, int mtu) implements IpStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }

    @Override
    public @Nullable String device() {
      return null;
    }
  }

  /** The packet is for this host. */
  record LocalDelivery(Ip address, String device) implements IpStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * The source address cannot be used.
   *
   * @param source the address
   * @param device the device it may not leave by; none if it is not this host's own
   * @param fields the deciding fields
   */
  record SourceRefused(Ip source, @Nullable String device, List<Field> fields) implements IpStep {
    /** Copies its fields. */
    public SourceRefused {
      fields = List.copyOf(fields);
    }

    @Override
    public Level level() {
      return Level.STORY;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The packet is dropped; the fields say which value it lacked. */
  record Dropped(DropReason reason, @Nullable String device, List<Field> fields) implements IpStep {
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

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
