package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.NatOptions;
import dev.podlane.net.filter.nft.NatTarget;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns translating statements of nftables into targets for the packet at hand. */
final class NatTargets {
  private final ExpressionReader reader;

  NatTargets(ExpressionReader reader) {
    this.reader = reader;
  }

  /** The target of {@code dnat} or {@code snat}; null if its map has nothing for the packet. */
  @Nullable Target of(Statement.Nat it) {
    NatOptions options = it.options();
    Span addresses = null;
    Span ports = it.ports();
    if (it.target() instanceof NatTarget.Addresses fixed) {
      addresses = fixed.span();
    } else if (it.target() instanceof NatTarget.Computed computed) {
      List<Span> parts = parts(computed.expression());
      if (parts == null) {
        return null;
      }
      addresses = parts.get(0);
      ports = parts.size() > 1 ? parts.get(1) : ports;
    }
    boolean v6 = !reader.subject().packet().source().isV4();
    Ip first = addresses == null ? null : addresses.first().address(v6);
    Ip last = addresses == null ? null : addresses.last().address(v6);
    if (first == null) {
      Ip kept = reader.subject().packet().destination();
      first = it.source() ? reader.subject().packet().source() : kept;
      last = first;
    }
    Ports range = ports(ports);
    boolean random = options.random() || options.fullyRandom();
    return it.source()
        ? new Target.Snat(
            first, last, range, options.random(), options.fullyRandom(), options.persistent())
        : new Target.Dnat(first, last, range, random, options.persistent());
  }

  /** The target of {@code masquerade}. */
  Target of(Statement.Masquerade it) {
    NatOptions options = it.options();
    return new Target.Snat(
        null,
        null,
        ports(it.ports()),
        options.random(),
        options.fullyRandom(),
        options.persistent());
  }

  /** The target of {@code redirect}; null if its map has nothing for the packet. */
  @Nullable Target of(Statement.Redirect it) {
    Span ports = it.ports();
    if (it.target() instanceof NatTarget.Computed computed) {
      List<Span> parts = parts(computed.expression());
      if (parts == null) {
        return null;
      }
      ports = parts.get(0);
    }
    boolean random = it.options().random() || it.options().fullyRandom();
    return new Target.Dnat(null, null, ports(ports), random, it.options().persistent());
  }

  private @Nullable List<Span> parts(Expression expression) {
    if (expression instanceof Expression.MapValue value) {
      return reader.mapped(value);
    }
    List<Datum> read = reader.read(expression);
    return read == null ? null : read.stream().map(Span::of).toList();
  }

  private static @Nullable Ports ports(@Nullable Span span) {
    return span == null ? null : new Ports((int) span.first().low(), (int) span.last().low());
  }
}
