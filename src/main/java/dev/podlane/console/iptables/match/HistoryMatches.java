package dev.podlane.console.iptables.match;

import static dev.podlane.console.iptables.match.HeaderMatches.extension;

import dev.podlane.console.iptables.option.AddressMask;
import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Condition;
import dev.podlane.net.filter.ConnectionConditions.Counted;
import dev.podlane.net.filter.CountConditions.Accounting;
import dev.podlane.net.filter.CountConditions.ConnectionLimit;
import dev.podlane.net.filter.CountConditions.Quota;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.RecentHosts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Extensions about what came before: recent, connlimit, connbytes, quota, nfacct. */
final class HistoryMatches {
  private static final List<String> VERBS = List.of("--set", "--rcheck", "--update", "--remove");
  private static final long MAX_INT = 0xffff_ffffL;
  private static final BigInteger MAX_LONG = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  /** XT_RECENT_NAME_LEN without the final zero. */
  private static final int MAX_NAME = 199;

  /** XT_RECENT_MAX_NSTAMPS. */
  private static final int MOST_HITS = 65_535;

  private static final int ALL_BITS = 32;

  private HistoryMatches() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of(
            "recent",
            "--set:0 --rcheck:0 --update:0 --remove:0 --seconds:1- --reap:0- --hitcount:1-"
                + " --rttl:0- --name:1- --rsource:0- --rdest:0- --mask:1-",
            HistoryMatches::recent),
        Extension.of(
            "connlimit",
            "--connlimit-upto:1 --connlimit-above:1 --connlimit-mask:1- --connlimit-saddr:0-"
                + " --connlimit-daddr:0-",
            HistoryMatches::connectionLimit),
        Extension.of(
            "connbytes",
            "--connbytes:1 --connbytes-dir:1- --connbytes-mode:1-",
            HistoryMatches::bytes),
        Extension.of("quota", "--quota:1", HistoryMatches::quota),
        Extension.of("nfacct", "--nfacct-name:1-", HistoryMatches::accounting));
  }

  private static List<Match> recent(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.exclusive(VERBS.toArray(String[]::new));
    Given verb =
        VERBS.stream()
            .flatMap(each -> loaded.given(each).stream())
            .findFirst()
            .orElseThrow(
                () ->
                    IptablesException.usage(
                        "recent: you must specify one of `--set', `--rcheck' `--update' or"
                            + " `--remove'"));
    boolean isCheck = verb.option().equals("--rcheck") || verb.option().equals("--update");
    checkRecent(loaded, verb, isCheck);
    String name = loaded.given("--name").map(Given::value).orElse("DEFAULT");
    if (name.isEmpty() || name.length() > MAX_NAME || name.contains("/")) {
      throw IptablesException.usage("recent: invalid name \"" + name + "\"\n");
    }
    long seconds = loaded.number("--seconds", 1, MAX_INT, 0);
    long hits = loaded.number("--hitcount", 0, MAX_INT, 0);
    if ((!isCheck && (seconds > 0 || hits > 0)) || hits >= MOST_HITS) {
      throw new KernelException("Invalid argument");
    }
    Ip mask =
        loaded
            .given("--mask")
            .map(given -> AddressMask.read(given.value()).address())
            .orElse(Ip.v4(-1));
    boolean toDestination = isLast(loaded, "--rdest", "--rsource");
    RecentHosts condition =
        new RecentHosts(
            RecentHosts.Verb.valueOf(verb.option().substring(2).toUpperCase(Locale.ROOT)),
            name,
            toDestination,
            mask.v4Bits(),
            seconds,
            hits,
            loaded.has("--reap"),
            loaded.has("--rttl"),
            verb.inverted());
    return extension(
        new SavedWords("recent")
            .add(verb.inverted(), verb.option())
            .addIf(seconds > 0, "--seconds " + seconds)
            .addIf(loaded.has("--reap"), "--reap")
            .addIf(hits > 0, "--hitcount " + hits)
            .addIf(loaded.has("--rttl"), "--rttl")
            .add("--name " + name)
            .add("--mask " + mask)
            .add(toDestination ? "--rdest" : "--rsource"),
        List.of(condition));
  }

  private static void checkRecent(ExtensionOptions loaded, Given verb, boolean isCheck) {
    if (loaded.has("--rttl") && !isCheck) {
      throw IptablesException.usage(
          "recent: option \"--rttl\" cannot be used together with \"%s\".\n"
              .formatted(verb.option()));
    }
    if (loaded.has("--reap") && !loaded.has("--seconds")) {
      throw IptablesException.usage("recent: option \"--reap\" also requires \"--seconds\".\n");
    }
  }

  /** Returns true if an option stands behind another that says the opposite, or alone. */
  private static boolean isLast(ExtensionOptions loaded, String option, String other) {
    boolean is = false;
    for (Given each : loaded.all()) {
      is = each.option().equals(option) || (is && !each.option().equals(other));
    }
    return is;
  }

  private static List<Match> connectionLimit(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.exclusive("--connlimit-upto", "--connlimit-above");
    loaded.exclusive("--connlimit-saddr", "--connlimit-daddr");
    Optional<Given> upto = loaded.given("--connlimit-upto");
    Given limit =
        upto.or(() -> loaded.given("--connlimit-above"))
            .orElseThrow(
                () ->
                    IptablesException.usage(
                        "You must specify \"--connlimit-above\" or \"--connlimit-upto\"."));
    boolean above = upto.isEmpty() != limit.inverted();
    long most = loaded.number(limit.option(), 0, MAX_INT, 0);
    int bits = bits(loaded);
    boolean toDestination = loaded.has("--connlimit-daddr");
    return extension(
        new SavedWords("connlimit")
            .add((above ? "--connlimit-above " : "--connlimit-upto ") + most)
            .add("--connlimit-mask " + bits)
            .add(toDestination ? "--connlimit-daddr" : "--connlimit-saddr"),
        List.of(new ConnectionLimit(most, above, toDestination, bits)));
  }

  /** A mask that is too long is taken for all bits. */
  private static int bits(ExtensionOptions loaded) {
    Optional<Given> given = loaded.given("--connlimit-mask");
    boolean isNumber = given.isEmpty() || given.get().value().matches("[0-9]{1,3}");
    if (!isNumber) {
      throw loaded.badValue("--connlimit-mask", given.orElseThrow().value());
    }
    return given.map(each -> Math.min(ALL_BITS, Integer.parseInt(each.value()))).orElse(ALL_BITS);
  }

  private static List<Match> bytes(ExtensionOptions loaded, ProtocolWord protocol) {
    Given range = loaded.must("--connbytes");
    Given side = loaded.must("--connbytes-dir");
    Given what = loaded.must("--connbytes-mode");
    int colon = range.value().indexOf(':');
    String from = colon < 0 ? range.value() : range.value().substring(0, colon);
    String to = colon < 0 ? "" : range.value().substring(colon + 1);
    BigInteger least = from.isEmpty() && colon >= 0 ? BigInteger.ZERO : large(loaded, range, from);
    BigInteger most = to.isEmpty() ? MAX_LONG : large(loaded, range, to);
    if (most.compareTo(least) < 0) {
      throw IptablesException.usage(least + " should be less than " + most + "\n");
    }
    Counted counted =
        new Counted(
            word(Counted.What.values(), what, "--connbytes-mode"),
            word(Counted.Side.values(), side, "--connbytes-dir"),
            least.longValue(),
            most.longValue());
    String bound = most.equals(MAX_LONG) ? "" : ":" + most;
    return extension(
        new SavedWords("connbytes")
            .add(range.inverted(), "--connbytes " + least + bound)
            .add("--connbytes-mode " + what.value())
            .add("--connbytes-dir " + side.value()),
        List.of(Condition.of(counted, range.inverted())));
  }

  private static BigInteger large(ExtensionOptions loaded, Given given, String text) {
    BigInteger value = text.matches("[0-9]{1,20}") ? new BigInteger(text) : MAX_LONG.not();
    if (value.signum() < 0 || value.compareTo(MAX_LONG) > 0) {
      throw IptablesException.usage(
          "%s: bad value for option \"%s\" near \"%s\", or out of range (0-%d).\n"
              .formatted(loaded.name(), given.option(), text, MAX_LONG));
    }
    return value;
  }

  private static <E extends Enum<E>> E word(E[] values, Given given, String option) {
    List<E> found = new ArrayList<>();
    for (E each : values) {
      if (each.name().toLowerCase(Locale.ROOT).equals(given.value())) {
        found.add(each);
      }
    }
    if (found.isEmpty()) {
      throw IptablesException.usage("Unknown " + option + " `" + given.value() + "'");
    }
    return found.get(0);
  }

  private static List<Match> quota(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given = loaded.must("--quota");
    boolean isNumber = given.value().matches("[0-9]{1,20}");
    BigInteger octets = isNumber ? new BigInteger(given.value()) : MAX_LONG.add(BigInteger.ONE);
    if (octets.compareTo(MAX_LONG) > 0) {
      throw IptablesException.usage(
          "quota: bad value for option \"--quota\", or out of range (0-%d).\n".formatted(MAX_LONG));
    }
    return extension(
        new SavedWords("quota").add(given.inverted(), "--quota " + octets),
        List.of(Condition.of(new Quota(octets.longValue()), given.inverted())));
  }

  private static List<Match> accounting(ExtensionOptions loaded, ProtocolWord protocol) {
    String name = loaded.must("--nfacct-name").value();
    return extension(
        new SavedWords("nfacct").add("--nfacct-name " + name), List.of(new Accounting(name)));
  }
}
