package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KeptOptions;
import dev.podlane.console.iptables.option.Protocols;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The extensions that {@code -m} can load. */
public final class MatchExtensions {
  private static final Map<String, Extension<List<Match>>> MODELLED =
      Stream.of(
              PortMatches.all(),
              TrackingMatches.all(),
              OtherMatches.all(),
              StatisticMatch.all(),
              HeaderMatches.all(),
              PlaceMatches.all(),
              RateMatches.all(),
              HistoryMatches.all(),
              OctetMatches.all(),
              KeptMatches.all())
          .flatMap(List::stream)
          .collect(Collectors.toMap(Extension::name, Function.identity()));

  private MatchExtensions() {}

  /** The extension of that name. */
  public static Extension<List<Match>> named(String name) {
    Extension<List<Match>> extension = MODELLED.get(name);
    if (extension == null && !KeptOptions.isMatch(name)) {
      throw IptablesException.usage(
          "Couldn't load match `" + name + "':No such file or directory\n");
    }
    return extension == null ? unknown(name) : extension;
  }

  private static Extension<List<Match>> unknown(String name) {
    return Extension.kept(
        name,
        KeptOptions.MATCHES.get(name),
        (loaded, protocol) -> List.of(new OtherMatch.Unknown("-m " + loaded.text())));
  }

  /** The extension that {@code -p} loads for an option that is not known before. */
  public static Optional<Extension<List<Match>>> ofProtocol(int number) {
    return Optional.ofNullable(MODELLED.get(Protocols.name(number)));
  }
}
