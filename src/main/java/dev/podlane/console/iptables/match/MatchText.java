package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.console.iptables.option.Protocols;
import dev.podlane.console.iptables.option.Quoted;
import dev.podlane.console.iptables.option.SetDirections;
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
public final class MatchText {
  /** The rank in an extension that holds a single condition. */
  private static final int ALONE = Integer.MAX_VALUE;

  /** The order in which iptables-save prints them. */
  private static final List<Kind> STATES =
      List.of(
          Kind.INVALID,
          Kind.NEW,
          Kind.RELATED,
          Kind.ESTABLISHED,
          Kind.UNTRACKED,
          Kind.SNAT,
          Kind.DNAT);

  private static final Match.Visitor<Piece> FAMILIES =
      new Match.Visitor<>() {
        @Override
        public Piece visit(HeaderMatch it) {
          return it.accept(new Header());
        }

        @Override
        public Piece visit(PortMatch it) {
          return it.accept(new Port());
        }

        @Override
        public Piece visit(TrackingMatch it) {
          return it.accept(new Tracking());
        }

        @Override
        public Piece visit(OtherMatch it) {
          return it.accept(new Other());
        }
      };

  private MatchText() {}

  /**
   * A condition as words.
   *
   * @param module the extension whose option it is; empty if it needs none
   * @param rank options of one extension are printed in this order
   * @param words the option with its value
   */
  public record Piece(String module, int rank, String words) {
    /** Returns true if its extension holds a single condition. */
    boolean isAlone() {
      return rank == ALONE;
    }

    /** Returns true if it can follow another condition behind the same {@code -m}. */
    public boolean joins(Piece before) {
      return !module.isEmpty() && module.equals(before.module) && rank > before.rank;
    }
  }

  private static Piece piece(String module, int rank, boolean inverted, String words) {
    return new Piece(module, rank, (inverted ? "! " : "") + words);
  }

  public static Piece of(Match match) {
    return match.accept(FAMILIES);
  }

  /** The option of {@code -m multiport} for a side. */
  static String multiportOption(PortMatch.Multiport.Side side) {
    return switch (side) {
      case SOURCE -> "--sports";
      case DESTINATION -> "--dports";
      case EITHER -> "--ports";
    };
  }

  private static Piece statistic(String mode, boolean inverted, String words) {
    return piece("statistic", ALONE, false, "--mode " + mode + (inverted ? " ! " : " ") + words);
  }

  /** Addresses with odd masks stand where addresses do. */
  private static int unknownRank(OtherMatch.Unknown match) {
    String words = match.text().replaceFirst("^! ", "");
    return words.startsWith("-s ") ? 0 : words.startsWith("-d ") ? 1 : ALONE;
  }

  private static final class Header implements HeaderMatch.Visitor<Piece> {
    @Override
    public Piece visit(HeaderMatch.Source it) {
      return piece("", 0, it.inverted(), "-s " + it.prefix());
    }

    @Override
    public Piece visit(HeaderMatch.Destination it) {
      return piece("", 1, it.inverted(), "-d " + it.prefix());
    }

    @Override
    public Piece visit(HeaderMatch.InDevice it) {
      return piece("", 2, it.inverted(), "-i " + Quoted.ifNeeded(it.name()));
    }

    @Override
    public Piece visit(HeaderMatch.OutDevice it) {
      return piece("", 3, it.inverted(), "-o " + Quoted.ifNeeded(it.name()));
    }

    @Override
    public Piece visit(HeaderMatch.Protocol it) {
      String name = it.number() == 0 ? "all" : Protocols.name(it.number());
      return piece("", 4, it.inverted() && it.number() != 0, "-p " + name);
    }

    @Override
    public Piece visit(HeaderMatch.LaterFragment it) {
      return piece("", 5, it.inverted(), "-f");
    }
  }

  private static final class Port implements PortMatch.Visitor<Piece> {
    @Override
    public Piece visit(PortMatch.SourcePort it) {
      String words = "--sport " + OptionNumbers.text(it.ports());
      return piece(Protocols.name(it.protocol()), 0, it.inverted(), words);
    }

    @Override
    public Piece visit(PortMatch.DestinationPort it) {
      String words = "--dport " + OptionNumbers.text(it.ports());
      return piece(Protocols.name(it.protocol()), 1, it.inverted(), words);
    }

    @Override
    public Piece visit(PortMatch.Loaded it) {
      return new Piece(Protocols.name(it.protocol()), ALONE, "");
    }

    @Override
    public Piece visit(PortMatch.TcpFlags it) {
      String words = TcpFlagWords.text(it.mask()) + " " + TcpFlagWords.text(it.set());
      return piece("tcp", 2, it.inverted(), "--tcp-flags " + words);
    }

    @Override
    public Piece visit(PortMatch.IcmpType it) {
      return piece("icmp", ALONE, it.inverted(), "--icmp-type " + IcmpTypes.text(it));
    }

    @Override
    public Piece visit(PortMatch.Multiport it) {
      String ports = it.ports().stream().map(OptionNumbers::text).collect(Collectors.joining(","));
      return piece("multiport", ALONE, it.inverted(), multiportOption(it.side()) + " " + ports);
    }
  }

  private static final class Tracking implements TrackingMatch.Visitor<Piece> {
    @Override
    public Piece visit(TrackingMatch.State it) {
      String kinds =
          STATES.stream()
              .filter(it.kinds()::contains)
              .map(Kind::name)
              .collect(Collectors.joining(","));
      return it.older()
          ? piece("state", ALONE, it.inverted(), "--state " + kinds)
          : piece("conntrack", 0, it.inverted(), "--ctstate " + kinds);
    }

    @Override
    public Piece visit(TrackingMatch.OriginalAddress it) {
      String option = it.source() ? "--ctorigsrc " : "--ctorigdst ";
      boolean isOne = it.prefix().length() == it.prefix().network().family().bits();
      String address = isOne ? it.prefix().network().toString() : it.prefix().toString();
      return piece("conntrack", it.source() ? 1 : 2, it.inverted(), option + address);
    }

    @Override
    public Piece visit(TrackingMatch.OriginalPort it) {
      String words = "--ctorigdstport " + OptionNumbers.text(it.ports());
      return piece("conntrack", 3, it.inverted(), words);
    }

    @Override
    public Piece visit(TrackingMatch.Direction it) {
      return piece("conntrack", 4, false, "--ctdir " + (it.reply() ? "REPLY" : "ORIGINAL"));
    }

    @Override
    public Piece visit(TrackingMatch.ConnectionMark it) {
      String words = "--mark " + OptionNumbers.Masked.text(it.value(), it.mask());
      return piece("connmark", ALONE, it.inverted(), words);
    }
  }

  private static final class Other implements OtherMatch.Visitor<Piece> {
    @Override
    public Piece visit(OtherMatch.Mark it) {
      String words = "--mark " + OptionNumbers.Masked.text(it.value(), it.mask());
      return piece("mark", ALONE, it.inverted(), words);
    }

    @Override
    public Piece visit(OtherMatch.AddressType it) {
      String limit = AddressTypeText.limit(it);
      return piece("addrtype", ALONE, it.inverted(), AddressTypeText.words(it) + limit);
    }

    @Override
    public Piece visit(OtherMatch.Comment it) {
      return piece("comment", ALONE, false, "--comment " + Quoted.always(it.text()));
    }

    @Override
    public Piece visit(OtherMatch.Random it) {
      String probability = String.format(Locale.ROOT, "%.11f", it.probability());
      return statistic("random", it.inverted(), "--probability " + probability);
    }

    @Override
    public Piece visit(OtherMatch.Nth it) {
      String words = "--every " + it.every() + " --packet " + it.packet();
      return statistic("nth", it.inverted(), words);
    }

    @Override
    public Piece visit(OtherMatch.InSet it) {
      String words = it.name() + " " + SetDirections.text(it.sources());
      return piece("set", ALONE, it.inverted(), "--match-set " + words);
    }

    @Override
    public Piece visit(OtherMatch.PhysicalDevice it) {
      String in = it.in() == null ? "" : "--physdev-in " + it.in() + " ";
      String out = it.out() == null ? "" : "--physdev-out " + it.out() + " ";
      String bridged = it.isBridged() ? "--physdev-is-bridged" : "";
      return piece("physdev", ALONE, false, (in + out + bridged).strip());
    }

    @Override
    public Piece visit(OtherMatch.Extension it) {
      return new Piece("", ALONE, it.text());
    }

    @Override
    public Piece visit(OtherMatch.Unknown it) {
      return new Piece("", unknownRank(it), it.text());
    }
  }
}
