package dev.podlane.console.nft.text;

import static dev.podlane.console.nft.text.XtHeaderText.not;

import dev.podlane.console.nft.value.ValueText;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.PortMatch;
import dev.podlane.net.filter.Ports;
import dev.podlane.net.filter.TrackingMatch;
import dev.podlane.net.filter.TrackingMatch.State.Kind;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Matches of iptables in the words their extensions have for nft. */
final class XtMatchText
    implements Match.Visitor<String>,
        PortMatch.Visitor<String>,
        TrackingMatch.Visitor<String>,
        OtherMatch.Visitor<String> {
  private static final long HALF = 1L << 31;

  private final String transport;

  /** Of a rule that asks for this transport protocol. */
  XtMatchText(String transport) {
    this.transport = transport;
  }

  @Override
  public String visit(HeaderMatch it) {
    return it.accept(new XtHeaderText());
  }

  @Override
  public String visit(PortMatch it) {
    return it.accept((PortMatch.Visitor<String>) this);
  }

  @Override
  public String visit(TrackingMatch it) {
    return it.accept((TrackingMatch.Visitor<String>) this);
  }

  @Override
  public String visit(OtherMatch it) {
    return it.accept((OtherMatch.Visitor<String>) this);
  }

  private static String ports(Ports ports) {
    return ports.isOne() ? "" + ports.first() : ports.first() + "-" + ports.last();
  }

  /**
   * Of TCP and UDP, whose ports iptables keeps as nft's comparisons, a range from 0 has one end.
   */
  private static String ports(int protocol, Ports ports) {
    boolean isOpen = ports.first() == 0 && !ports.isOne() && (protocol == 6 || protocol == 17);
    return isOpen ? "<= " + ports.last() : ports(ports);
  }

  @Override
  public String visit(PortMatch.SourcePort it) {
    String protocol = XtHeaderText.protocol(it.protocol());
    return protocol + " sport " + not(it.inverted()) + ports(it.protocol(), it.ports());
  }

  @Override
  public String visit(PortMatch.DestinationPort it) {
    String protocol = XtHeaderText.protocol(it.protocol());
    return protocol + " dport " + not(it.inverted()) + ports(it.protocol(), it.ports());
  }

  @Override
  public String visit(PortMatch.Loaded it) {
    return "";
  }

  @Override
  public String visit(PortMatch.TcpFlags it) {
    String set = ValueText.flags(DataType.TCP_FLAG, Datum.of(it.set()));
    String mask = ValueText.flags(DataType.TCP_FLAG, Datum.of(it.mask()));
    if (it.set() == 0) {
      return "tcp flags " + (it.inverted() ? "" : "! ") + mask;
    }
    return "tcp flags " + not(it.inverted()) + set + " / " + mask;
  }

  @Override
  public String visit(PortMatch.IcmpType it) {
    if (it.code() != null) {
      return "xt match icmp";
    }
    return it.type() == 255
        ? "ip protocol icmp"
        : "icmp type " + not(it.inverted()) + ValueText.of(DataType.ICMP_TYPE, Datum.of(it.type()));
  }

  @Override
  public String visit(PortMatch.Multiport it) {
    List<String> words = it.ports().stream().map(XtMatchText::ports).toList();
    String list = words.size() == 1 ? words.get(0) : "{ " + String.join(", ", words) + " }";
    return switch (it.side()) {
      case SOURCE -> transport + " sport " + not(it.inverted()) + list;
      case DESTINATION -> transport + " dport " + not(it.inverted()) + list;
      case EITHER -> {
        String each =
            words.stream()
                .flatMap(port -> List.of("0-65535 . " + port, port + " . 0-65535").stream())
                .collect(Collectors.joining(", "));
        yield transport
            + " sport . "
            + transport
            + " dport "
            + not(it.inverted())
            + "{ "
            + each
            + " }";
      }
    };
  }

  @Override
  public String visit(TrackingMatch.State it) {
    List<String> status = new ArrayList<>();
    List<String> states = new ArrayList<>();
    for (Kind kind :
        List.of(
            Kind.INVALID,
            Kind.NEW,
            Kind.RELATED,
            Kind.ESTABLISHED,
            Kind.UNTRACKED,
            Kind.SNAT,
            Kind.DNAT)) {
      boolean translated = kind == Kind.SNAT || kind == Kind.DNAT;
      if (it.kinds().contains(kind)) {
        (translated ? status : states).add(kind.name().toLowerCase(Locale.ROOT));
      }
    }
    // of a list with both, only one word about the status is printed (state_xlate_print)
    return status.isEmpty()
        ? "ct state " + (it.inverted() ? "! " : "") + String.join(",", states)
        : "ct status " + status.get(0);
  }

  @Override
  public String visit(TrackingMatch.OriginalAddress it) {
    String side = it.source() ? "saddr " : "daddr ";
    String prefix =
        it.prefix().length() == it.prefix().network().family().bits()
            ? it.prefix().network().toString()
            : it.prefix().toString();
    return "ct original " + side + not(it.inverted()) + prefix;
  }

  @Override
  public String visit(TrackingMatch.OriginalPort it) {
    return "ct original proto-dst " + not(it.inverted()) + ports(it.ports());
  }

  @Override
  public String visit(TrackingMatch.Direction it) {
    return "ct direction " + (it.reply() ? "reply" : "original");
  }

  @Override
  public String visit(TrackingMatch.ConnectionMark it) {
    String sign = it.inverted() ? "!= " : "";
    String value = "0x" + Integer.toHexString(it.value());
    return it.mask() == -1
        ? "ct mark " + sign + value
        : "ct mark and 0x"
            + Integer.toHexString(it.mask())
            + " "
            + (it.inverted() ? "!= " : "== ")
            + value;
  }

  @Override
  public String visit(OtherMatch.Mark it) {
    String value = ValueText.of(DataType.MARK, Datum.of(Integer.toUnsignedLong(it.value())));
    String mask = ValueText.of(DataType.MARK, Datum.of(Integer.toUnsignedLong(it.mask())));
    return it.mask() == -1
        ? "meta mark " + not(it.inverted()) + value
        : "meta mark & " + mask + " " + (it.inverted() ? "!= " : "== ") + value;
  }

  @Override
  public String visit(OtherMatch.AddressType it) {
    String device =
        switch (it.limit()) {
          case NONE -> "";
          case IN -> " . iif";
          case OUT -> " . oif";
        };
    return "fib "
        + (it.source() ? "saddr" : "daddr")
        + device
        + " type "
        + not(it.inverted())
        + it.kind().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String visit(OtherMatch.Comment it) {
    return "";
  }

  @Override
  public String visit(OtherMatch.Random it) {
    long below = Math.round(it.probability() * HALF);
    return "meta random & 2147483647 " + (it.inverted() ? ">= " : "< ") + below;
  }

  @Override
  public String visit(OtherMatch.Nth it) {
    return "numgen inc mod " + it.every() + " " + not(it.inverted()) + it.packet();
  }

  @Override
  public String visit(OtherMatch.InSet it) {
    return "xt match set";
  }

  @Override
  public String visit(OtherMatch.PhysicalDevice it) {
    return "xt match physdev";
  }

  @Override
  public String visit(OtherMatch.Unknown it) {
    return XtExtensionText.match(XtWords.of(it.text()));
  }

  @Override
  public String visit(OtherMatch.Extension it) {
    return XtExtensionText.match(XtWords.of(it.text()));
  }
}
