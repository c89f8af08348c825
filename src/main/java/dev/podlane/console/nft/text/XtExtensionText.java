package dev.podlane.console.nft.text;

import static dev.podlane.console.nft.text.XtHeaderText.not;

import dev.podlane.console.nft.text.XtOptions.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Extensions of iptables in the words they have for nft (their xlate functions); one that has none
 * is named only.
 */
final class XtExtensionText {
  private static final List<String> ECT = List.of("not-ect", "ect1", "ect0", "ce");

  /** Options that are a field with a value. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("--src-range", "ip saddr"),
          Map.entry("--dst-range", "ip daddr"),
          Map.entry("--mac-source", "ether saddr"),
          Map.entry("--length", "meta length"),
          Map.entry("--ttl-eq", "ip ttl"),
          Map.entry("--dscp", "ip dscp"),
          Map.entry("--mss", "tcp option maxseg size"),
          Map.entry("--cgroup", "meta cgroup"),
          Map.entry("--cpu", "cpu"),
          Map.entry("--ahspi", "ah spi"),
          Map.entry("--espspi", "esp spi"),
          Map.entry("--ipcompspi", "comp cpi"),
          Map.entry("--uid-owner", "skuid"),
          Map.entry("--gid-owner", "skgid"));

  private XtExtensionText() {}

  /** A match as nft prints it. */
  static String match(List<String> words) {
    XtOptions options = XtOptions.of(words);
    return switch (options.name()) {
      case "iprange", "mac", "length", "dscp", "tcpmss", "cpu", "ah", "esp", "ipcomp" ->
          fields(options);
      case "cgroup" -> options.has("--path") ? named(options) : fields(options);
      case "owner" ->
          options.all().size() == 1 && !options.has("--socket-exists")
              ? fields(options)
              : named(options);
      case "ttl" -> ttl(options.all().get(0));
      case "pkttype" -> packetType(options.all().get(0));
      case "ecn" -> congestion(options);
      case "rpfilter" -> reversePath(options);
      case "policy" -> policy(options);
      case "devgroup", "realm" -> group(options);
      case "helper" -> helper(options.all().get(0));
      case "limit" -> limit(options);
      case "hashlimit" -> XtRateText.hashlimit(options);
      case "connbytes" -> connectionBytes(options);
      case "quota" -> quota(options.all().get(0));
      case "conntrack" -> XtConntrackText.of(options);
      case "addrtype" -> addressTypes(options);
      case "dccp" -> ports(options);
      case "connlabel" -> label(options);
      case "time" -> XtTimeText.of(options);
      case "tcp" -> option(options);
      default -> named(options);
    };
  }

  private static String named(XtOptions options) {
    return "xt match " + options.name();
  }

  private static String fields(XtOptions options) {
    List<String> parts = new ArrayList<>();
    for (Option each : options.all()) {
      String field = FIELDS.get(each.name());
      if (field != null) {
        parts.add(field + " " + not(each.inverted()) + dashed(each.value()));
      }
    }
    return String.join(" ", parts);
  }

  /** A range as nft writes it. */
  static String dashed(String range) {
    return range.matches("[0-9]+:[0-9]+") ? range.replace(':', '-') : range;
  }

  private static String ttl(Option option) {
    return switch (option.name()) {
      case "--ttl-lt" -> "ip ttl lt " + option.value();
      case "--ttl-gt" -> "ip ttl gt " + option.value();
      default -> "ip ttl " + not(option.inverted()) + option.value();
    };
  }

  private static String packetType(Option option) {
    String word = option.value().equals("otherhost") ? "3" : option.value();
    return "pkttype " + not(option.inverted()) + word;
  }

  private static String congestion(XtOptions options) {
    // of several options the address's is negated if any is
    boolean anyInverted = options.all().stream().anyMatch(Option::inverted);
    List<String> parts = new ArrayList<>();
    for (Option each : options.all()) {
      parts.add(
          switch (each.name()) {
            case "--ecn-tcp-ece" -> "tcp flags " + not(each.inverted()) + "ecn";
            case "--ecn-tcp-cwr" -> "tcp flags " + not(each.inverted()) + "cwr";
            default -> "ip ecn " + not(anyInverted) + ECT.get(Integer.parseInt(each.value()));
          });
    }
    return String.join(" ", parts);
  }

  private static String reversePath(XtOptions options) {
    boolean inverted = options.has("--invert");
    boolean acceptsLocal = options.has("--accept-local");
    if (acceptsLocal && !inverted) {
      return named(options);
    }
    return (acceptsLocal ? "fib saddr type != local " : "")
        + "fib saddr "
        + (options.has("--validmark") ? ". mark " : "")
        + (options.has("--loose") ? "" : ". iif ")
        + (inverted ? "oif 0" : "oif != 0");
  }

  private static String policy(XtOptions options) {
    boolean isPlain = options.all().size() == 2 && options.value("--dir").equals("in");
    return isPlain
        ? "meta secpath " + (options.value("--pol").equals("none") ? "missing" : "exists")
        : named(options);
  }

  private static String group(XtOptions options) {
    List<String> parts = new ArrayList<>();
    for (Option each : options.all()) {
      String field =
          switch (each.name()) {
            case "--src-group" -> "iifgroup";
            case "--dst-group" -> "oifgroup";
            default -> "rtclassid";
          };
      String[] masked = each.value().split("/", 2);
      parts.add(
          masked.length == 1
              ? field + " " + not(each.inverted()) + each.value()
              : field + " and " + masked[1] + (each.inverted() ? " != " : " == ") + masked[0]);
    }
    return String.join(" ", parts);
  }

  private static String helper(Option option) {
    return "ct helper " + not(option.inverted()) + "\"" + option.value() + "\"";
  }

  private static String limit(XtOptions options) {
    String burst = options.value("--limit-burst");
    return "limit rate "
        + XtRateText.rate(options.value("--limit"))
        + (burst.isEmpty() ? "" : " burst " + burst + " packets");
  }

  private static String connectionBytes(XtOptions options) {
    Option range = options.all().get(0);
    String side = options.value("--connbytes-dir");
    String field =
        "ct " + (side.equals("both") ? "" : side + " ") + options.value("--connbytes-mode") + " ";
    String[] ends = range.value().split(":", 2);
    if (ends.length == 1) {
      return field + (range.inverted() ? "lt " : "ge ") + ends[0];
    }
    String value = ends[0].equals(ends[1]) ? ends[0] : ends[0] + "-" + ends[1];
    return field + not(range.inverted()) + value;
  }

  private static String quota(Option option) {
    return "quota " + (option.inverted() ? "over " : "") + option.value() + " bytes";
  }

  /** Of two sides the source's are printed, negated if either is; some kinds nft does not know. */
  private static String addressTypes(XtOptions options) {
    boolean anyInverted = options.all().stream().anyMatch(Option::inverted);
    Option first = options.all().get(0);
    String side = first.name().equals("--src-type") ? "saddr" : "daddr";
    String device =
        options.has("--limit-iface-in")
            ? " . iif"
            : options.has("--limit-iface-out") ? " . oif" : "";
    List<String> kinds =
        List.of(first.value().toLowerCase(Locale.ROOT).split(",", -1)).stream()
            .filter(kind -> !List.of("throw", "nat", "xresolve").contains(kind))
            .toList();
    String list = kinds.size() == 1 ? kinds.get(0) : "{ " + String.join(", ", kinds) + " }";
    return "fib " + side + device + " type " + not(anyInverted) + list;
  }

  private static String ports(XtOptions options) {
    List<String> parts = new ArrayList<>();
    for (Option each : options.all()) {
      String types = each.value().toLowerCase(Locale.ROOT).replace(",", ", ");
      parts.add(
          each.name().equals("--dccp-types")
              ? "dccp type "
                  + not(each.inverted())
                  + (types.contains(",") ? "{ " + types + " }" : types)
              : "dccp "
                  + each.name().substring(2)
                  + " "
                  + not(each.inverted())
                  + dashed(each.value()));
    }
    return String.join(" ", parts);
  }

  private static String label(XtOptions options) {
    Option label = options.all().get(0);
    return options.has("--set")
        ? "ct label set %1$s ct label and %1$s %2$s %1$s"
            .formatted(label.value(), label.inverted() ? "!=" : "==")
        : "ct label " + (label.inverted() ? "and %1$s != %1$s" : "%s").formatted(label.value());
  }

  private static String option(XtOptions options) {
    Option first = options.all().get(0);
    return options.all().size() == 1 && first.name().equals("--tcp-option")
        ? "tcp option " + first.value() + (first.inverted() ? " missing" : " exists")
        : named(options);
  }
}
