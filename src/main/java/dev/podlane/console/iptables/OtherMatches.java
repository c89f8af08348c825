package dev.podlane.console.iptables;

import dev.podlane.console.iptables.Extension.ProtocolWord;
import dev.podlane.console.iptables.Loaded.Given;
import dev.podlane.net.filter.AddressKind;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.OtherMatch.AddressType;
import dev.podlane.net.filter.OtherMatch.AddressType.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code -m mark}, {@code addrtype}, {@code comment}, {@code set} and {@code physdev}. */
final class OtherMatches {
  /** Kinds that {@code -m addrtype} knows and the model does not. */
  private static final List<String> OTHER_KINDS = List.of("ANYCAST", "THROW", "NAT", "XRESOLVE");

  private static final int MAX_COMMENT = 255;

  private OtherMatches() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of("mark", "--mark:1", OtherMatches::mark),
        Extension.of(
            "addrtype",
            "--src-type:1 --dst-type:1 --limit-iface-in:0 --limit-iface-out:0",
            OtherMatches::addressTypes),
        Extension.of("comment", "--comment:1", OtherMatches::comment),
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

  private static List<Match> unknown(Loaded loaded) {
    return List.of(new OtherMatch.Unknown("-m " + loaded.text()));
  }

  private static List<Match> mark(Loaded loaded, ProtocolWord protocol) {
    Given given = loaded.must("--mark");
    Numbers.Masked mark = Numbers.Masked.read("mark", "--mark", given.value());
    return List.of(new OtherMatch.Mark(mark.value(), mark.mask(), given.inverted()));
  }

  private static List<Match> addressTypes(Loaded loaded, ProtocolWord protocol) {
    Limit limit =
        loaded.has("--limit-iface-in")
            ? Limit.IN
            : loaded.has("--limit-iface-out") ? Limit.OUT : Limit.NONE;
    List<Match> matches = new ArrayList<>();
    boolean isModelled = true;
    for (String option : List.of("--src-type", "--dst-type")) {
      Optional<Given> given = loaded.given(option);
      if (given.isPresent()) {
        Optional<AddressKind> kind = kind(given.get().value());
        isModelled = isModelled && kind.isPresent();
        boolean isSource = option.equals("--src-type");
        kind.ifPresent(
            one -> matches.add(new AddressType(isSource, one, limit, given.get().inverted())));
      }
    }
    if (isModelled && matches.isEmpty()) {
      throw IptablesException.usage("addrtype: you must specify --src-type or --dst-type");
    }
    return isModelled ? matches : unknown(loaded);
  }

  /** The kind a word names; none if it names several, or one the model does not know. */
  private static Optional<AddressKind> kind(String words) {
    List<AddressKind> kinds = new ArrayList<>();
    boolean isModelled = true;
    for (String word : words.split(",", -1)) {
      String name = word.toUpperCase(Locale.ROOT);
      Optional<AddressKind> kind =
          List.of(AddressKind.values()).stream().filter(k -> k.name().equals(name)).findFirst();
      if (kind.isEmpty() && !OTHER_KINDS.contains(name)) {
        throw IptablesException.usage("addrtype: bad type \"" + word + "\"");
      }
      isModelled = isModelled && kind.isPresent();
      kind.ifPresent(kinds::add);
    }
    return isModelled && kinds.size() == 1 ? Optional.of(kinds.get(0)) : Optional.empty();
  }

  private static List<Match> comment(Loaded loaded, ProtocolWord protocol) {
    String text = loaded.must("--comment").value();
    if (text.length() > MAX_COMMENT) {
      throw IptablesException.usage(
          "comment: bad value for option \"--comment\", or out of range.\n");
    }
    return List.of(new OtherMatch.Comment(text));
  }

  private static List<Match> set(Loaded loaded, ProtocolWord protocol) {
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

  private static List<Match> physdev(Loaded loaded, ProtocolWord protocol) {
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
        : unknown(loaded);
  }
}
