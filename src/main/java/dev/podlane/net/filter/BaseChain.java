package dev.podlane.net.filter;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attachment of a chain to a hook (struct nft_base_chain).
 *
 * @param type kind of work that its rules may do
 * @param hook hook at which it is asked
 * @param priority lower ones are asked first
 * @param policy verdict on a packet that comes to its end
 * @param devices devices of a netdev chain; empty for the others
 * @param serial when it was hung there: of chains with one priority the newest is asked first
 *     (nf_hook_entries_grow); 0 while only iptables speaks of it and the kernel has none, negative
 *     until it is numbered
 * @param counts true if the packets that come to its end are counted
 */
public record BaseChain(
    Type type,
    Hook hook,
    int priority,
    Chain.Policy policy,
    List<String> devices,
    int serial,
    boolean counts) {
  /** One that does not count. */
  public BaseChain(
      Type type, Hook hook, int priority, Chain.Policy policy, List<String> devices, int serial) {
    this(type, hook, priority, policy, devices, serial, false);
  }

  /** Types of base chains. */
  public enum Type {
    FILTER,
    /** As filter, and what it changes at the output hook changes the route. */
    ROUTE,
    NAT;

    /** The word nft has for it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that word, if there is one. */
    public static Optional<Type> of(String word) {
      for (Type type : values()) {
        if (type.text().equals(word)) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }
  }

  public BaseChain {
    devices = List.copyOf(devices);
  }

  /** A built-in chain of a table of iptables, where iptables-nft hangs it. */
  static BaseChain of(Table.Kind kind, Hook hook) {
    Type type =
        switch (kind) {
          case NAT -> Type.NAT;
          case MANGLE -> hook == Hook.OUTPUT ? Type.ROUTE : Type.FILTER;
          case RAW, FILTER, SECURITY -> Type.FILTER;
        };
    int priority =
        switch (kind) {
          case RAW -> -300;
          case MANGLE -> -150;
          case NAT -> hook == Hook.PREROUTING || hook == Hook.OUTPUT ? -100 : 100;
          case FILTER -> 0;
          // of iptables-nft; the other iptables has 50
          case SECURITY -> 150;
        };
    return new BaseChain(type, hook, priority, Chain.Policy.ACCEPT, List.of(), 0);
  }

  /** This one with another policy. */
  public BaseChain with(Chain.Policy now) {
    return new BaseChain(type, hook, priority, now, devices, serial, counts);
  }

  /** This one with another policy, and made if the kernel had none. */
  public BaseChain touched(Chain.Policy now) {
    return new BaseChain(type, hook, priority, now, devices, serial == 0 ? -1 : serial, counts);
  }

  /** This one as it was hung up as the so-many-th. */
  BaseChain with(int now) {
    return new BaseChain(type, hook, priority, policy, devices, now, counts);
  }

  /** This one as iptables makes it when its policy is said. */
  public BaseChain counting() {
    return new BaseChain(type, hook, priority, policy, devices, serial, true);
  }

  /** Returns true if both hang at one place, whatever their policies. */
  public boolean saysAs(BaseChain other) {
    return with(Chain.Policy.ACCEPT).equals(other.with(Chain.Policy.ACCEPT));
  }

  /** Equal if they say the same, whenever they were made. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BaseChain chain
        && type == chain.type
        && hook == chain.hook
        && priority == chain.priority
        && policy == chain.policy
        && devices.equals(chain.devices);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, hook, priority, policy, devices);
  }
}
