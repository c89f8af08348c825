package dev.podlane.console.nft.text;

import dev.podlane.console.nft.value.TimeText;
import dev.podlane.console.nft.value.ValueText;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.NatOptions;
import dev.podlane.net.filter.nft.NatTarget;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements as nft prints them. */
public final class StatementText implements Statement.Visitor<String> {
  private static final int USUAL_BURST = 5;

  private final boolean stateless;

  /**
   * A printer.
   *
   * @param stateless true if counts are left out
   */
  public StatementText(boolean stateless) {
    this.stateless = stateless;
  }

  /** A statement. */
  public String of(Statement statement) {
    return statement.accept(this);
  }

  @Override
  public String visit(Statement.Relation it) {
    String left = ExpressionText.of(it.left());
    String right = ExpressionText.of(it.right(), ExpressionText.types(it.left()));
    String sign = it.comparison().text();
    return sign.isEmpty() ? left + " " + right : left + " " + sign + " " + right;
  }

  @Override
  public String visit(Statement.Verdict it) {
    return DecisionText.of(it.decision());
  }

  @Override
  public String visit(Statement.VerdictMap it) {
    return ExpressionText.of(it.key()) + " vmap " + ExpressionText.of(it.map());
  }

  @Override
  public String visit(Statement.Counter it) {
    return stateless ? "counter" : "counter packets " + it.packets() + " bytes " + it.bytes();
  }

  @Override
  public String visit(Statement.ObjectRef it) {
    return it.kind() + " name " + it.name();
  }

  @Override
  public String visit(Statement.SetMeta it) {
    return "meta " + it.key().text() + " set " + ExpressionText.of(it.value());
  }

  @Override
  public String visit(Statement.SetCt it) {
    return "ct " + it.key().text() + " set " + ExpressionText.of(it.value());
  }

  @Override
  public String visit(Statement.SetField it) {
    return it.field().header() + " " + it.field().field() + " set " + ExpressionText.of(it.value());
  }

  @Override
  public String visit(Statement.SegmentSize it) {
    boolean fits = it.octets() == Statement.SegmentSize.FITTING;
    return "tcp option maxseg size set " + (fits ? "rt mtu" : it.octets());
  }

  @Override
  public String visit(Statement.Limit it) {
    String over = it.over() ? "over " : "";
    if (it.bytes()) {
      String burst = it.burst() == 0 ? "" : " burst " + Sizes.of(it.burst());
      return "limit rate " + over + Sizes.of(it.rate()) + "/" + it.unit() + burst;
    }
    String burst = it.burst() == USUAL_BURST ? "" : " burst " + it.burst() + " packets";
    return "limit rate " + over + it.rate() + "/" + it.unit() + burst;
  }

  @Override
  public String visit(Statement.Log it) {
    return it.options().isEmpty() ? "log" : "log " + it.options();
  }

  @Override
  public String visit(Statement.NoTrack it) {
    return "notrack";
  }

  @Override
  public String visit(Statement.Reject it) {
    return it.isUsual() ? "reject" : "reject with " + it.family() + " " + it.reason();
  }

  @Override
  public String visit(Statement.Nat it) {
    StringBuilder text = new StringBuilder(it.source() ? "snat" : "dnat");
    if (!it.family().isEmpty()) {
      text.append(' ').append(it.family());
    }
    text.append(" to ").append(target(it.target(), it.ports(), ""));
    return text.append(options(it.options())).toString();
  }

  private static String target(@Nullable NatTarget target, @Nullable Span ports, String computed) {
    StringBuilder text = new StringBuilder();
    if (target instanceof NatTarget.Addresses fixed) {
      Ip first = address(fixed.span().first().high(), fixed.span().first().low());
      Ip last = address(fixed.span().last().high(), fixed.span().last().low());
      boolean brackets = !first.isV4() && ports != null;
      text.append(brackets ? "[" + first + "]" : first.toString());
      int prefix = fixed.span().prefix(first.isV4() ? 32 : 128);
      if (!first.equals(last) && prefix >= 0) {
        text.append('/').append(prefix);
      } else if (!first.equals(last)) {
        text.append('-').append(brackets ? "[" + last + "]" : last.toString());
      }
    } else if (target instanceof NatTarget.Computed expression) {
      text.append(computed).append(ExpressionText.of(expression.expression()));
    }
    return ports == null ? text.toString() : text.append(':').append(ports(ports)).toString();
  }

  private static Ip address(long high, long low) {
    boolean v6 = high != 0 || low >>> 32 != 0;
    return new Ip(v6 ? Ip.Family.IPV6 : Ip.Family.IPV4, high, low);
  }

  private static String ports(Span ports) {
    String first = ValueText.of(DataType.SERVICE, ports.first());
    return ports.isOne() ? first : first + "-" + ValueText.of(DataType.SERVICE, ports.last());
  }

  private static String options(NatOptions options) {
    List<String> words = new ArrayList<>();
    if (options.random()) {
      words.add("random");
    }
    if (options.fullyRandom()) {
      words.add("fully-random");
    }
    if (options.persistent()) {
      words.add("persistent");
    }
    return words.isEmpty() ? "" : " " + String.join(",", words);
  }

  @Override
  public String visit(Statement.Masquerade it) {
    String ports = it.ports() == null ? "" : " to :" + ports(it.ports());
    return "masquerade" + ports + options(it.options());
  }

  @Override
  public String visit(Statement.Redirect it) {
    boolean isTold = it.target() != null || it.ports() != null;
    String to = isTold ? " to " + target(it.target(), it.ports(), ":") : "";
    return "redirect" + to + options(it.options());
  }

  @Override
  public String visit(Statement.Queue it) {
    String flags = it.flags().isEmpty() ? "" : " flags " + String.join(",", it.flags());
    String last = it.last() == it.first() ? "" : "-" + it.last();
    return "queue" + flags + " to " + it.first() + last;
  }

  @Override
  public String visit(Statement.Learn it) {
    StringBuilder text = new StringBuilder(it.verb() + " @" + it.set() + " { ");
    text.append(ExpressionText.of(it.key()));
    if (it.timeoutMillis() > 0) {
      text.append(" timeout ").append(TimeText.of(it.timeoutMillis()));
    }
    it.statements().forEach(each -> text.append(' ').append(of(each)));
    if (it.value() != null) {
      text.append(" : ").append(ExpressionText.of(it.value()));
    }
    return text.append(" }").toString();
  }

  @Override
  public String visit(Statement.Opaque it) {
    return it.text();
  }
}
