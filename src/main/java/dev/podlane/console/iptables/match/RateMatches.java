package dev.podlane.console.iptables.match;

import static dev.podlane.console.iptables.match.HeaderMatches.extension;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.net.filter.Condition;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OctetLimit;
import dev.podlane.net.filter.PlaceConditions.Unmodelled;
import dev.podlane.net.filter.RateConditions.HashLimit;
import dev.podlane.net.filter.RateConditions.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code -m limit} and {@code -m hashlimit}. */
final class RateMatches {
  private static final long LIMIT_SCALE = 10_000;
  private static final long HASH_SCALE = 1_000_000;
  private static final int DEFAULT_BURST = 5;
  private static final int MAX_BURST = 10_000;
  private static final int MAX_HASH_BURST = 1_000_000;
  private static final int ALL_BITS = 32;
  private static final long MAX_INT = 0xffff_ffffL;
  private static final long SWEEP_MILLIS = 1_000;
  private static final List<String> MODES = List.of("srcip", "srcport", "dstip", "dstport");
  private static final long MOST_OCTETS = 1L << 34;

  /** XT_HASHLIMIT_BYTE_EXPIRE, and the same with a burst. */
  private static final long OCTETS_MILLIS = 15_000;

  private static final long OCTETS_BURST_MILLIS = 60_000;
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,10})([kmg]?)b?(?:/s)?");
  private static final String BYTES = "[0-9]+[kmg]?b(/s)?";

  private RateMatches() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of("limit", "--limit:1- --limit-burst:1-", RateMatches::limit),
        Extension.of(
            "hashlimit",
            "--hashlimit-upto,--hashlimit:1 --hashlimit-above:1 --hashlimit-srcmask:1-"
                + " --hashlimit-dstmask:1- --hashlimit-burst:1- --hashlimit-htable-size:1-"
                + " --hashlimit-htable-max:1- --hashlimit-htable-gcinterval:1-"
                + " --hashlimit-htable-expire:1- --hashlimit-mode:1- --hashlimit-name:1-"
                + " --hashlimit-rate-match:0- --hashlimit-rate-interval:1-",
            RateMatches::hashlimit));
  }

  private static List<Match> limit(ExtensionOptions loaded, ProtocolWord protocol) {
    String words = loaded.given("--limit").map(Given::value).orElse("3/hour");
    RateWords rate =
        RateWords.read(words, LIMIT_SCALE)
            .orElseThrow(() -> IptablesException.usage("bad rate \"" + words + "\"'"));
    long given = loaded.number("--limit-burst", 0, MAX_BURST, DEFAULT_BURST);
    long burst = given == 0 ? DEFAULT_BURST : given;
    return extension(
        new SavedWords("limit")
            .add("--limit " + rate.text())
            .addIf(burst != DEFAULT_BURST, "--limit-burst " + burst),
        List.of(new Limit(rate.number(), rate.seconds(), burst)));
  }

  private static List<Match> hashlimit(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.exclusive("--hashlimit-upto", "--hashlimit-above");
    Optional<Given> upto = loaded.given("--hashlimit-upto");
    Optional<Given> rate = upto.or(() -> loaded.given("--hashlimit-above"));
    if (rate.isEmpty() && !loaded.isBare() && loaded.has("--hashlimit-name")) {
      throw IptablesException.usage("You have to specify --hashlimit");
    }
    Given name = loaded.must("--hashlimit-name");
    Given words = rate.orElseThrow();
    boolean over = upto.isEmpty() != words.inverted();
    boolean isOfBytes = words.value().matches(BYTES);
    Optional<RateWords> read = RateWords.read(words.value(), HASH_SCALE);
    if (read.isEmpty() && !isOfBytes) {
      throw loaded.badValue(words.option(), words.value());
    }
    SavedWords saved = new SavedWords("hashlimit");
    String text = read.map(RateWords::text).orElse(words.value());
    saved.add((over ? "--hashlimit-above " : "--hashlimit-upto ") + text);
    long burst = burst(loaded, isOfBytes, saved);
    List<String> modes = modes(loaded);
    saved.addIf(!modes.isEmpty(), "--hashlimit-mode " + String.join(",", modes));
    saved.add("--hashlimit-name " + name.value());
    addNumber(loaded, saved, "--hashlimit-htable-size", 0);
    addNumber(loaded, saved, "--hashlimit-htable-max", 0);
    long sweep = addNumber(loaded, saved, "--hashlimit-htable-gcinterval", SWEEP_MILLIS);
    long ofOctets = loaded.has("--hashlimit-burst") ? OCTETS_BURST_MILLIS : OCTETS_MILLIS;
    long usual = read.map(each -> each.writtenSeconds() * 1_000).orElse(ofOctets);
    long printed = read.map(each -> each.seconds() * 1_000).orElse(ofOctets);
    long expire = loaded.number("--hashlimit-htable-expire", 0, MAX_INT, usual);
    saved.addIf(expire != printed, "--hashlimit-htable-expire " + expire);
    int sourceMask = mask(loaded, saved, "--hashlimit-srcmask");
    int destinationMask = mask(loaded, saved, "--hashlimit-dstmask");
    boolean isMatch = loaded.has("--hashlimit-rate-match");
    saved.addIf(isMatch, "--hashlimit-rate-match");
    if (isMatch) {
      addNumber(loaded, saved, "--hashlimit-rate-interval", 1);
    }
    HashLimit.Key key =
        new HashLimit.Key(
            modes.contains("srcip"),
            sourceMask,
            modes.contains("dstip"),
            destinationMask,
            modes.contains("srcport"),
            modes.contains("dstport"));
    HashLimit.Forgetting forgets = new HashLimit.Forgetting(expire, sweep);
    String table = name.value();
    Optional<Condition> condition =
        read.isEmpty()
            ? octets(loaded, words.value(), table, over, key, forgets)
            : read.map(
                it -> new HashLimit(table, over, it.number(), it.seconds(), burst, key, forgets));
    return extension(
        saved, List.of(condition.filter(it -> !isMatch).orElse(new Unmodelled("hashlimit"))));
  }

  private static Optional<Condition> octets(
      ExtensionOptions loaded,
      String rate,
      String name,
      boolean over,
      HashLimit.Key key,
      HashLimit.Forgetting forgets) {
    String burst = loaded.given("--hashlimit-burst").map(Given::value).orElse("0");
    OptionalLong perSecond = octets(rate);
    OptionalLong atOnce = octets(burst);
    if (perSecond.isEmpty() || atOnce.isEmpty()) {
      return Optional.empty();
    }
    long cost = OctetLimit.cost(perSecond.getAsLong());
    long refills = OctetLimit.refills(atOnce.getAsLong(), cost);
    return Optional.of(new OctetLimit(name, over, cost, refills, key, forgets));
  }

  /** {@code 512kb/s} as octets; empty if they are too many for the kernel's numbers. */
  private static OptionalLong octets(String words) {
    Matcher parts = AMOUNT.matcher(words);
    if (!parts.matches()) {
      return OptionalLong.empty();
    }
    int shift = " kmg".indexOf(parts.group(2).isEmpty() ? " " : parts.group(2)) * 10;
    long octets = Long.parseLong(parts.group(1)) << shift;
    return octets < MOST_OCTETS ? OptionalLong.of(octets) : OptionalLong.empty();
  }

  private static long burst(ExtensionOptions loaded, boolean isOfBytes, SavedWords saved) {
    Optional<String> given = loaded.given("--hashlimit-burst").map(Given::value);
    if (isOfBytes) {
      given.ifPresent(words -> saved.add("--hashlimit-burst " + words));
      return 0;
    }
    String text = given.orElse("" + DEFAULT_BURST);
    boolean isNumber = text.matches("[0-9]{1,9}");
    long burst = isNumber ? Long.parseLong(text) : 0;
    if (burst < 1 || burst > MAX_HASH_BURST) {
      throw IptablesException.usage(
          "bad value for option \"--hashlimit-burst\", or out of range (1-1000000).\n");
    }
    saved.add("--hashlimit-burst " + burst);
    return burst;
  }

  private static List<String> modes(ExtensionOptions loaded) {
    Optional<String> given = loaded.given("--hashlimit-mode").map(Given::value);
    List<String> named = given.map(words -> List.of(words.split(",", -1))).orElse(List.of());
    if (!MODES.containsAll(named)) {
      throw loaded.badValue("--hashlimit-mode", given.orElse(""));
    }
    List<String> sorted = new ArrayList<>(MODES);
    sorted.retainAll(named);
    return sorted;
  }

  private static long addNumber(
      ExtensionOptions loaded, SavedWords saved, String option, long usual) {
    long number = loaded.number(option, 0, MAX_INT, usual);
    saved.addIf(number != usual, option + " " + number);
    return number;
  }

  private static int mask(ExtensionOptions loaded, SavedWords saved, String option) {
    int bits = (int) loaded.number(option, 0, MAX_INT, ALL_BITS);
    if (bits < 0 || bits > ALL_BITS) {
      throw new KernelException("Invalid argument");
    }
    saved.addIf(bits != ALL_BITS, option + " " + bits);
    return bits;
  }
}
