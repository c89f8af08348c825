package dev.podlane.console.iptables;

import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.PortMatch;
import dev.podlane.net.filter.TrackingMatch;
import dev.podlane.net.filter.TrackingMatch.State.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A condition as iptables-save prints it. */
final class MatchText {
  /** Of an extension that holds one condition only. */
  private static final int ALONE = Integer.MAX_VALUE;

  /** In this order iptables-save prints them. */
  private static final List<Kind> STATES =
      List.of(
          Kind.INVALID,
          Kind.NEW,
          Kind.RELATED,
          Kind.ESTABLISHED,
          Kind.UNTRACKED,
          Kind.SNAT,
          Kind.DNAT);

  private MatchText() {}

  /**
   * A condition as words.
   *
   * @param module the extension whose option it is; empty if it needs none
   * @param rank options of one extension are printed in this order
   * @param words the option with its value
   */
  record Piece(String module, int rank, String words) {
    /** Whether its extension holds one condition only. */
    boolean isAlone() {
      return rank == ALONE;
    }

    /** Whether it can follow another behind the same {@code -m}. */
    boolean joins(Piece before) {
      return !module.isEmpty() && module.equals(before.module) && rank > before.rank;
    }
  }

  private static Piece piece(String module, int rank, boolean inverted, String words) {
    return new Piece(module, rank, (inverted ? "! " : "") + words);
  }

  static Piece of(Match match) {
    if (match instanceof HeaderMatch header) {
      return header(header);
    }
    if (match instanceof PortMatch port) {
      return port(port);
    }
    return match instanceof TrackingMatch tracking ? tracking(tracking) : other((OtherMatch) match);
  }

  private static Piece header(HeaderMatch match) {
    if (match instanceof HeaderMatch.Source it) {
      return piece("", 0, it.inverted(), "-s " + it.prefix());
    }
    if (match instanceof HeaderMatch.Destination it) {
      return piece("", 1, it.inverted(), "-d " + it.prefix());
    }
    if (match instanceof HeaderMatch.InDevice it) {
      return piece("", 2, it.inverted(), "-i " + Quoted.ifNeeded(it.name()));
    }
    if (match instanceof HeaderMatch.OutDevice it) {
      return piece("", 3, it.inverted(), "-o " + Quoted.ifNeeded(it.name()));
    }
    if (match instanceof HeaderMatch.Protocol it) {
      String name = it.number() == 0 ? "all" : Protocols.name(it.number());
      return piece("", 4, it.inverted() && it.number() != 0, "-p " + name);
    }
    return piece("", 5, ((HeaderMatch.LaterFragment) match).inverted(), "-f");
  }

  private static Piece port(PortMatch match) {
    if (match instanceof PortMatch.SourcePort it) {
      String words = "--sport " + Numbers.text(it.ports());
      return piece(Protocols.name(it.protocol()), 0, it.inverted(), words);
    }
    if (match instanceof PortMatch.DestinationPort it) {
      String words = "--dport " + Numbers.text(it.ports());
      return piece(Protocols.name(it.protocol()), 1, it.inverted(), words);
    }
    if (match instanceof PortMatch.TcpFlags it) {
      String words = TcpFlagWords.text(it.mask()) + " " + TcpFlagWords.text(it.set());
      return piece("tcp", 2, it.inverted(), "--tcp-flags " + words);
    }
    if (match instanceof PortMatch.IcmpType it) {
      return piece("icmp", ALONE, it.inverted(), "--icmp-type " + IcmpTypes.text(it));
    }
    if (match instanceof PortMatch.Multiport it) {
      String ports = it.ports().stream().map(Numbers::text).collect(Collectors.joining(","));
      return piece("multiport", ALONE, it.inverted(), multiportOption(it.side()) + " " + ports);
    }
    return new Piece(Protocols.name(((PortMatch.Loaded) match).protocol()), ALONE, "");
  }

  /** The option of {@code -m multiport} for a side. */
  static String multiportOption(PortMatch.Multiport.Side side) {
    return switch (side) {
      case SOURCE -> "--sports";
      case DESTINATION -> "--dports";
      case EITHER -> "--ports";
    };
  }

  private static Piece tracking(TrackingMatch match) {
    if (match instanceof TrackingMatch.State it) {
      String kinds =
          STATES.stream()
              .filter(it.kinds()::contains)
              .map(Kind::name)
              .collect(Collectors.joining(","));
      return it.older()
          ? piece("state", ALONE, it.inverted(), "--state " + kinds)
          : piece("conntrack", 0, it.inverted(), "--ctstate " + kinds);
    }
    if (match instanceof TrackingMatch.OriginalAddress it) {
      String option = it.source() ? "--ctorigsrc " : "--ctorigdst ";
      boolean isOne = it.prefix().length() == it.prefix().network().family().bits();
      String address = isOne ? it.prefix().network().toString() : it.prefix().toString();
      return piece("conntrack", it.source() ? 1 : 2, it.inverted(), option + address);
    }
    if (match instanceof TrackingMatch.OriginalPort it) {
      String words = "--ctorigdstport " + Numbers.text(it.ports());
      return piece("conntrack", 3, it.inverted(), words);
    }
    if (match instanceof TrackingMatch.Direction it) {
      return piece("conntrack", 4, false, "--ctdir " + (it.reply() ? "REPLY" : "ORIGINAL"));
    }
    TrackingMatch.ConnectionMark it = (TrackingMatch.ConnectionMark) match;
    String words = "--mark " + Numbers.Masked.text(it.value(), it.mask());
    return piece("connmark", ALONE, it.inverted(), words);
  }

  private static Piece other(OtherMatch match) {
    if (match instanceof OtherMatch.Mark it) {
      String words = "--mark " + Numbers.Masked.text(it.value(), it.mask());
      return piece("mark", ALONE, it.inverted(), words);
    }
    if (match instanceof OtherMatch.AddressType it) {
      String limit = AddressTypeText.limit(it);
      return piece("addrtype", ALONE, it.inverted(), AddressTypeText.words(it) + limit);
    }
    if (match instanceof OtherMatch.Comment it) {
      return piece("comment", ALONE, false, "--comment " + Quoted.always(it.text()));
    }
    if (match instanceof OtherMatch.Random it) {
      String probability = String.format(Locale.ROOT, "%.11f", it.probability());
      return statistic("random", it.inverted(), "--probability " + probability);
    }
    if (match instanceof OtherMatch.Nth it) {
      String words = "--every " + it.every() + " --packet " + it.packet();
      return statistic("nth", it.inverted(), words);
    }
    if (match instanceof OtherMatch.InSet it) {
      String words = it.name() + " " + SetDirections.text(it.sources());
      return piece("set", ALONE, it.inverted(), "--match-set " + words);
    }
    if (match instanceof OtherMatch.PhysicalDevice it) {
      String in = it.in() == null ? "" : "--physdev-in " + it.in() + " ";
      String out = it.out() == null ? "" : "--physdev-out " + it.out() + " ";
      String bridged = it.isBridged() ? "--physdev-is-bridged" : "";
      return piece("physdev", ALONE, false, (in + out + bridged).strip());
    }
    return new Piece(
        "", unknownRank((OtherMatch.Unknown) match), ((OtherMatch.Unknown) match).text());
  }

  private static Piece statistic(String mode, boolean inverted, String words) {
    return piece("statistic", ALONE, false, "--mode " + mode + (inverted ? " ! " : " ") + words);
  }

  /** Addresses with odd masks stand where addresses do. */
  private static int unknownRank(OtherMatch.Unknown match) {
    String words = match.text().replaceFirst("^! ", "");
    return words.startsWith("-s ") ? 0 : words.startsWith("-d ") ? 1 : ALONE;
  }
}
