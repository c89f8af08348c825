package dev.podlane.console.iptables.target;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.KeptOptions;
import dev.podlane.net.filter.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The extensions that {@code -j} can load; jumps to chains are not among them. */
public final class TargetExtensions {
  private static final Map<String, Extension<Target>> MODELLED =
      Stream.of(
              verdicts(),
              MarkTargets.all(),
              NatTargets.all(),
              OtherTargets.all(),
              EffectTargets.all(),
              HarmlessTargets.all(),
              KeptTargets.all())
          .flatMap(List::stream)
          .collect(Collectors.toMap(Extension::name, Function.identity()));

  private TargetExtensions() {}

  private static List<Extension<Target>> verdicts() {
    return List.of(
        Extension.of("ACCEPT", "", (loaded, protocol) -> new Target.Accept()),
        Extension.of("DROP", "", (loaded, protocol) -> new Target.Drop()),
        Extension.of("RETURN", "", (loaded, protocol) -> new Target.Return()));
  }

  /** The target of that name, if it is none of the chains. */
  public static Optional<Extension<Target>> named(String name) {
    Extension<Target> extension = MODELLED.get(name);
    return extension == null && KeptOptions.isTarget(name)
        ? Optional.of(
            Extension.kept(
                name,
                KeptOptions.TARGETS.get(name),
                (loaded, protocol) -> new Target.Unknown(loaded.text())))
        : Optional.ofNullable(extension);
  }
}
