package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.console.iptables.option.SetDirections;
import dev.podlane.net.filter.AddressKind;
import dev.podlane.net.filter.Condition;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.OtherMatch.AddressType;
import dev.podlane.net.filter.OtherMatch.AddressType.Limit;
import dev.podlane.net.filter.PlaceConditions.AddressKinds;
import dev.podlane.net.filter.PlaceConditions.BridgePort;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code -m mark}, {@code addrtype}, {@code comment}, {@code set} and {@code physdev}. */
final class OtherMatches {
  private static final int MAX_COMMENT = 255;

  private OtherMatches() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of("mark", "--mark:1", OtherMatches::mark),
        Extension.of(
            "addrtype",
            "--src-type:1 --dst-type:1 --limit-iface-in:0- --limit-iface-out:0-",
            OtherMatches::addressTypes),
        Extension.of("comment", "--comment:1-", OtherMatches::comment),
        Extension.of(
            "set",
            "--match-set:2 --return-nomatch:0 --update-counters:0 --update-subcounters:0"
                + " --packets-eq:1 --packets-lt:1 --packets-gt:1 --bytes-eq:1 --bytes-lt:1"
                + " --bytes-gt:1",
            OtherMatches::set),
        Extension.of(
            "physdev",
            "--physdev-in:1 --physdev-out:1 --physdev-is-in:0 --physdev-is-out:0"
                + " --physdev-is-bridged:0",
            OtherMatches::physdev));
  }

  private static List<Match> unknown(ExtensionOptions loaded) {
    return List.of(new OtherMatch.Unknown("-m " + loaded.text()));
  }

  private static List<Match> mark(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given = loaded.must("--mark");
    OptionNumbers.Masked mark = OptionNumbers.Masked.read("mark", "--mark", given.value());
    return List.of(new OtherMatch.Mark(mark.value(), mark.mask(), given.inverted()));
  }

  private static List<Match> addressTypes(ExtensionOptions loaded, ProtocolWord protocol) {
    Limit limit =
        loaded.has("--limit-iface-in")
            ? Limit.IN
            : loaded.has("--limit-iface-out") ? Limit.OUT : Limit.NONE;
    loaded.exclusive("--limit-iface-in", "--limit-iface-out");
    List<Match> matches = new ArrayList<>();
    List<Condition> conditions = new ArrayList<>();
    SavedWords words = new SavedWords("addrtype");
    boolean hasOneEach = true;
    for (String option : List.of("--src-type", "--dst-type")) {
      Optional<Given> given = loaded.given(option);
      if (given.isPresent()) {
        Set<AddressKind> kinds = kinds(given.get().value());
        boolean isSource = option.equals("--src-type");
        boolean inverted = given.get().inverted();
        hasOneEach = hasOneEach && kinds.size() == 1;
        matches.add(new AddressType(isSource, kinds.iterator().next(), limit, inverted));
        conditions.add(Condition.of(new AddressKinds(isSource, kinds, limit), inverted));
        words.add(
            inverted,
            option + " " + kinds.stream().map(Enum::name).collect(Collectors.joining(",")));
      }
    }
    if (matches.isEmpty()) {
      throw IptablesException.usage("addrtype: you must specify --src-type or --dst-type");
    }
    words.addIf(limit == Limit.IN, "--limit-iface-in");
    words.addIf(limit == Limit.OUT, "--limit-iface-out");
    return hasOneEach ? matches : HeaderMatches.extension(words, conditions);
  }

  private static Set<AddressKind> kinds(String words) {
    EnumSet<AddressKind> kinds = EnumSet.noneOf(AddressKind.class);
    for (String word : words.split(",", -1)) {
      String name = word.toUpperCase(Locale.ROOT);
      kinds.add(
          List.of(AddressKind.values()).stream()
              .filter(kind -> kind.name().equals(name))
              .findFirst()
              .orElseThrow(() -> IptablesException.usage("addrtype: bad type \"" + word + "\"")));
    }
    return kinds;
  }

  private static List<Match> comment(ExtensionOptions loaded, ProtocolWord protocol) {
    String text = loaded.must("--comment").value();
    if (text.length() > MAX_COMMENT) {
      throw IptablesException.usage(
          "comment: bad value for option \"--comment\", or out of range.\n");
    }
    return List.of(new OtherMatch.Comment(text));
  }

  private static List<Match> set(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given =
        loaded
            .given("--match-set")
            .orElseThrow(
                () ->
                    IptablesException.usage(
                        "You must specify `--match-set' with proper arguments\n"));
    List<Boolean> sources = SetDirections.read(given.values().get(1));
    return loaded.hasOtherThan("--match-set")
        ? unknown(loaded)
        : List.of(new OtherMatch.InSet(given.value(), sources, given.inverted()));
  }

  private static List<Match> physdev(ExtensionOptions loaded, ProtocolWord protocol) {
    if (loaded.isBare()) {
      throw IptablesException.usage("PHYSDEV: no physdev option specified");
    }
    Optional<Given> in = loaded.given("--physdev-in");
    Optional<Given> out = loaded.given("--physdev-out");
    Optional<Given> bridged = loaded.given("--physdev-is-bridged");
    boolean isInverted =
        List.of(in, out, bridged).stream().flatMap(Optional::stream).anyMatch(Given::inverted);
    boolean isModelled =
        !isInverted
            && !loaded.hasOtherThan("--physdev-in", "--physdev-out", "--physdev-is-bridged");
    return isModelled
        ? List.of(
            new OtherMatch.PhysicalDevice(
                in.map(Given::value).orElse(null),
                out.map(Given::value).orElse(null),
                bridged.isPresent()))
        : ports(loaded);
  }

  private static List<Match> ports(ExtensionOptions loaded) {
    SavedWords words = new SavedWords("physdev");
    List<Condition> conditions = new ArrayList<>();
    for (String option :
        List.of(
            "--physdev-is-in",
            "--physdev-in",
            "--physdev-is-out",
            "--physdev-out",
            "--physdev-is-bridged")) {
      Optional<Given> given = loaded.given(option);
      if (given.isPresent()) {
        BridgePort.Side side =
            option.endsWith("in")
                ? BridgePort.Side.IN
                : option.endsWith("out") ? BridgePort.Side.OUT : BridgePort.Side.BOTH;
        String name = given.get().values().isEmpty() ? null : given.get().value();
        words.add(given.get().inverted(), name == null ? option : option + " " + name);
        conditions.add(Condition.of(new BridgePort(side, name), given.get().inverted()));
      }
    }
    return HeaderMatches.extension(words, conditions);
  }
}
