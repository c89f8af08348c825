package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.nft.CtKey;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.FibResult;
import dev.podlane.net.filter.nft.MetaKey;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.SetRef;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the values of expressions from a packet at a hook; one without parts is none. */
final class ExpressionReader implements Expression.Visitor<List<Datum>> {
  private static final List<Datum> NONE = List.of();

  private final Table table;
  private final RulePlace place;
  private PacketAtHook subject;
  private boolean isOpen;

  ExpressionReader(Table table, RulePlace place, PacketAtHook subject) {
    this.table = table;
    this.place = place;
    this.subject = subject;
  }

  /** The packet as it is now. */
  PacketAtHook subject() {
    return subject;
  }

  void subject(PacketAtHook now) {
    subject = now;
  }

  /** Returns true if the last value read is one that the model does not know. */
  boolean isOpen() {
    return isOpen;
  }

  /** The parts of a value; null if the packet has none, or nobody knows it. */
  @Nullable List<Datum> read(Expression expression) {
    isOpen = false;
    List<Datum> parts = expression.accept(this);
    return parts.isEmpty() ? null : parts;
  }

  /** A value of one part; null if the packet has none, or nobody knows it. */
  @Nullable Datum one(Expression expression) {
    List<Datum> parts = read(expression);
    return parts == null ? null : parts.get(0);
  }

  private List<Datum> open() {
    isOpen = true;
    return NONE;
  }

  private static List<Datum> number(long value) {
    return List.of(Datum.of(value));
  }

  @Override
  public List<Datum> visit(Expression.Constant it) {
    return List.of(it.value());
  }

  @Override
  public List<Datum> visit(Expression.Field it) {
    FieldReader.Reading reading = FieldReader.read(it.field(), subject.packet());
    isOpen |= reading.isOpen();
    return reading.value() == null ? NONE : List.of(reading.value());
  }

  @Override
  public List<Datum> visit(Expression.Meta it) {
    MetaKey key = it.key();
    return switch (key) {
      case MARK -> number(Integer.toUnsignedLong(subject.mark()));
      case L4PROTO -> number(subject.packet().segment().protocol());
      case NFPROTO -> number(subject.packet().source().isV4() ? 2 : 10);
      case PROTOCOL -> number(subject.packet().etherType());
      case LENGTH -> number(subject.packet().length());
      case IIF, IIFNAME -> List.of(Datum.of(subject.in()));
      case OIF, OIFNAME -> List.of(Datum.of(subject.out()));
      case NFTRACE -> number(0);
      case SKUID -> user();
      default -> open();
    };
  }

  /** The user of the socket that sends; no packet that was forwarded has one (nft_meta.c). */
  private List<Datum> user() {
    boolean hasSocket = new PlaceConditions.Owner(false).ask(subject, place).answer() != Answer.NO;
    Integer known = subject.around().user();
    if (!hasSocket || (known != null && isReset())) {
      return NONE;
    }
    return known == null ? open() : number(known);
  }

  /** The kernel's own sockets, which send resets, are no file of a user. */
  private boolean isReset() {
    return PlaceConditions.Owner.innermost(subject.packet()) instanceof Tcp tcp
        && tcp.flags().isReset();
  }

  @Override
  public List<Datum> visit(Expression.Ct it) {
    Tracking tracking = subject.tracking();
    Tracking.Origin origin = tracking.origin();
    if (it.key() == CtKey.STATE) {
      return number(state(tracking));
    }
    if (origin == null) {
      return NONE;
    }
    boolean reply = it.direction().equals("reply");
    return switch (it.key()) {
      case DIRECTION -> number(tracking.reply() ? 1 : 0);
      case MARK -> number(Integer.toUnsignedLong(tracking.mark()));
      case LABEL -> tracking.connection() == null ? open() : List.of(tracking.labels());
      case L3PROTO -> number(origin.source().isV4() ? 2 : 10);
      case PROTOCOL -> number(subject.packet().segment().protocol());
      case SADDR, IP_SADDR, IP6_SADDR -> reply ? open() : List.of(Datum.of(origin.source()));
      case DADDR, IP_DADDR, IP6_DADDR -> reply ? open() : List.of(Datum.of(origin.destination()));
      case PROTO_DST -> reply ? open() : number(origin.destinationPort());
      default -> open();
    };
  }

  /** Bits of {@code ct state} (NF_CT_STATE_BIT). */
  private static long state(Tracking tracking) {
    return switch (tracking.state()) {
      case INVALID -> 1;
      case ESTABLISHED -> 2;
      case RELATED -> 4;
      case NEW -> 8;
      case UNTRACKED, SNAT, DNAT -> 64;
    };
  }

  /** As nft_fib4_eval in net/ipv4/netfilter/nft_fib_ipv4.c. */
  @Override
  public List<Datum> visit(Expression.Fib it) {
    IpPacket packet = subject.packet();
    boolean isSource = it.keys().contains("saddr");
    Ip address = isSource ? packet.source() : packet.destination();
    Ip other = isSource ? packet.destination() : packet.source();
    boolean isIn = it.keys().contains("iif");
    String in = isIn ? subject.in() : null;
    String out = it.keys().contains("oif") ? subject.out() : in;
    if (it.result() == FibResult.TYPE) {
      return number(FibTypes.number(subject.around().kind(address, out)));
    }
    int mark = it.keys().contains("mark") ? subject.mark() : 0;
    // of a packet that came by lo nothing is looked up (nft_fib_can_skip)
    boolean isLoopback = subject.in().equals("lo") && subject.out().isEmpty();
    // what is forwarded is taken to come back by the device by which it leaves
    boolean isForwarded = !subject.in().isEmpty() && !subject.out().isEmpty();
    MatchContext.Asked asked =
        new MatchContext.Asked(
            address,
            MatchContext.Asked.source(other),
            isSource && isIn && isForwarded ? subject.out() : null,
            out,
            mark,
            packet.tos(),
            packet.segment().protocol());
    String way = isLoopback ? "lo" : subject.around().way(asked);
    String found = way == null ? "" : way;
    return switch (it.result()) {
      case DEVICE, DEVICE_NAME -> List.of(Datum.of(found));
      case CHECK, TYPE -> number(found.isEmpty() ? 0 : 1);
    };
  }

  @Override
  public List<Datum> visit(Expression.NumGen it) {
    long number = subject.around().number(place, it.random(), it.modulus());
    return number(number + it.offset());
  }

  @Override
  public List<Datum> visit(Expression.Concat it) {
    List<Datum> all = new ArrayList<>(it.parts().size());
    boolean isMissing = false;
    for (Expression part : it.parts()) {
      List<Datum> read = part.accept(this);
      isMissing |= read.isEmpty();
      all.addAll(read);
    }
    return isMissing ? NONE : all;
  }

  @Override
  public List<Datum> visit(Expression.Binary it) {
    List<Datum> left = it.left().accept(this);
    return left.isEmpty() ? NONE : List.of(it.operator().of(left.get(0), it.right()));
  }

  @Override
  public List<Datum> visit(Expression.MapValue it) {
    List<Span> parts = mapped(it);
    return parts == null ? NONE : parts.stream().map(Span::first).toList();
  }

  @Override
  public List<Datum> visit(Expression.Opaque it) {
    return open();
  }

  /** The data that a map has for a value, with all addresses that {@code nat} may choose from. */
  @Nullable List<Span> mapped(Expression.MapValue value) {
    List<Datum> key = value.key().accept(this);
    Element found = key.isEmpty() ? null : find(value.map(), key);
    return found != null && found.value() instanceof Element.Value.Data data ? data.parts() : null;
  }

  /** The element of a set that holds a key, if one does. */
  @Nullable Element find(SetRef ref, List<Datum> key) {
    NamedSet set = set(ref);
    if (set == null) {
      return null;
    }
    Element found = set.find(key);
    boolean mayLearn = found == null && set.options().has(NamedSet.Flag.DYNAMIC);
    return mayLearn && subject.around().hasLearned(key(set.name(), key))
        ? Element.of(key.stream().map(Span::of).toList(), null)
        : found;
  }

  /**
   * Returns true if a set could hold a value of which some parts are not known, as the ports of
   * ICMP, which has none: its elements are held against the parts that are.
   */
  boolean couldHold(SetRef ref, Expression key) {
    NamedSet set = set(ref);
    if (set == null || !(key instanceof Expression.Concat concat)) {
      return true;
    }
    List<List<Datum>> parts = new ArrayList<>();
    for (Expression part : concat.parts()) {
      List<Datum> known = read(part);
      if (known == null && !isOpen) {
        return false; // the packet has no such header at all
      }
      parts.add(known == null ? NONE : known);
    }
    isOpen = true;
    return set.options().has(NamedSet.Flag.DYNAMIC)
        || set.elements().stream().anyMatch(each -> holds(each, parts));
  }

  private static boolean holds(Element element, List<List<Datum>> parts) {
    int at = 0;
    for (List<Datum> known : parts) {
      for (Datum value : known) {
        if (!element.isCatchAll() && !element.key().get(at).contains(value)) {
          return false;
        }
      }
      at++;
    }
    return true;
  }

  private @Nullable NamedSet set(SetRef ref) {
    if (ref instanceof SetRef.Anonymous anonymous) {
      return anonymous.set();
    }
    return table.sets().get(((SetRef.Named) ref).name());
  }

  /** Under which a set of the table remembers a key. */
  SetKey key(String set, List<Datum> key) {
    return new SetKey(table.name().text(), set, key);
  }

  /** The set of that name, which is there. */
  NamedSet named(String set) {
    return Objects.requireNonNull(table.sets().get(set));
  }

  RulePlace place() {
    return place;
  }
}
