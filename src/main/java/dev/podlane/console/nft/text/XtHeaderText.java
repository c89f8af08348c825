package dev.podlane.console.nft.text;

import dev.podlane.console.nft.value.ValueText;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;

/** The matches that iptables keeps as nft's own expressions, as nft prints them. */
final class XtHeaderText implements HeaderMatch.Visitor<String> {
  @Override
  public String visit(HeaderMatch.Source it) {
    return "ip saddr " + not(it.inverted()) + prefix(it.prefix());
  }

  @Override
  public String visit(HeaderMatch.Destination it) {
    return "ip daddr " + not(it.inverted()) + prefix(it.prefix());
  }

  @Override
  public String visit(HeaderMatch.InDevice it) {
    return device("iifname ", it.name(), it.inverted());
  }

  @Override
  public String visit(HeaderMatch.OutDevice it) {
    return device("oifname ", it.name(), it.inverted());
  }

  @Override
  public String visit(HeaderMatch.Protocol it) {
    return it.number() == 0 ? "" : "meta l4proto " + not(it.inverted()) + protocol(it.number());
  }

  @Override
  public String visit(HeaderMatch.LaterFragment it) {
    return "ip frag-off & 8191 " + (it.inverted() ? "== 0" : "!= 0");
  }

  static String protocol(int number) {
    return ValueText.of(DataType.PROTOCOL, Datum.of(number));
  }

  static String not(boolean inverted) {
    return inverted ? "!= " : "";
  }

  private static String prefix(Prefix prefix) {
    return prefix.length() == prefix.network().family().bits()
        ? prefix.network().toString()
        : prefix.toString();
  }

  private static String device(String word, String name, boolean inverted) {
    String pattern = name.endsWith("+") ? name.substring(0, name.length() - 1) + "*" : name;
    return word + not(inverted) + "\"" + pattern + "\"";
  }
}
