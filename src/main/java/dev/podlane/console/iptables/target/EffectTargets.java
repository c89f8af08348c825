package dev.podlane.console.iptables.target;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.Protocols;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.console.iptables.option.ServiceTypes;
import dev.podlane.console.iptables.option.SetDirections;
import dev.podlane.net.filter.Effect;
import dev.podlane.net.filter.SetTarget;
import dev.podlane.net.filter.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Targets that change a packet or a set and let it go on: TTL, TOS, DSCP, ECN and SET. */
final class EffectTargets {
  private static final int MAX_OCTET = 255;
  private static final int MAX_DSCP = 63;
  private static final int ECN_BITS = 3;
  private static final long MAX_INT = 0xffff_ffffL;

  private EffectTargets() {}

  static List<Extension<Target>> all() {
    return List.of(
        Extension.of("TTL", "--ttl-set:1- --ttl-dec:1- --ttl-inc:1-", EffectTargets::ttl),
        Extension.of(
            "TOS", "--set-tos:1- --and-tos:1- --or-tos:1- --xor-tos:1-", EffectTargets::tos),
        Extension.of("DSCP", "--set-dscp:1- --set-dscp-class:1-", EffectTargets::dscp),
        Extension.of(
            "ECN",
            "--ecn-tcp-remove:0- --ecn-tcp-cwr:1- --ecn-tcp-ece:1- --ecn-ip-ect:1-",
            EffectTargets::ecn),
        Extension.kept(
            "SET",
            "--add-set:2- --del-set:2- --map-set:2- --timeout:1- --exist:0- --map-mark:0-"
                + " --map-prio:0- --map-queue:0-",
            EffectTargets::set));
  }

  private static Target extension(SavedWords words, Effect effect) {
    return new Target.Extension(words.toString(), effect);
  }

  private static Target ttl(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.exclusive("--ttl-set", "--ttl-dec", "--ttl-inc");
    for (Effect.TimeToLive.Way way : Effect.TimeToLive.Way.values()) {
      String option =
          switch (way) {
            case SET -> "--ttl-set";
            case DEC -> "--ttl-dec";
            case INC -> "--ttl-inc";
          };
      if (loaded.has(option)) {
        int least = way == Effect.TimeToLive.Way.SET ? 0 : 1;
        int value = (int) loaded.number(option, least, MAX_OCTET, 0);
        return extension(
            new SavedWords("TTL").add(option + " " + value), new Effect.TimeToLive(way, value));
      }
    }
    throw IptablesException.usage("TTL: You must specify an action");
  }

  private static Target tos(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.exclusive("--set-tos", "--and-tos", "--or-tos", "--xor-tos");
    for (String option : List.of("--set-tos", "--and-tos", "--or-tos", "--xor-tos")) {
      Optional<Given> given = loaded.given(option);
      if (given.isPresent()) {
        ServiceTypes.Tos tos =
            option.equals("--set-tos")
                ? ServiceTypes.tos(given.get().value(), MAX_OCTET)
                : bits(option, (int) loaded.number(option, 0, MAX_OCTET, 0));
        return extension(
            new SavedWords("TOS").add("--set-tos " + tos.text()),
            new Effect.TypeOfService(tos.value(), tos.mask()));
      }
    }
    throw IptablesException.usage("TOS: An action is required");
  }

  private static ServiceTypes.Tos bits(String option, int value) {
    return switch (option) {
      case "--and-tos" -> new ServiceTypes.Tos(0, MAX_OCTET - value);
      case "--or-tos" -> new ServiceTypes.Tos(value, value);
      default -> new ServiceTypes.Tos(value, 0);
    };
  }

  private static Target dscp(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.exclusive("--set-dscp", "--set-dscp-class");
    if (loaded.isBare()) {
      throw IptablesException.usage("DSCP target: Parameter --set-dscp is required");
    }
    int value =
        loaded
            .given("--set-dscp-class")
            .map(word -> ServiceTypes.dscp(word.value()))
            .orElseGet(() -> (int) loaded.number("--set-dscp", 0, MAX_DSCP, 0));
    return extension(
        new SavedWords("DSCP").add("--set-dscp " + ServiceTypes.hex(value)),
        new Effect.TypeOfService(value << 2, MAX_OCTET - ECN_BITS));
  }

  private static Target ecn(ExtensionOptions loaded, ProtocolWord protocol) {
    boolean ofTcp =
        loaded.has("--ecn-tcp-remove")
            || loaded.has("--ecn-tcp-cwr")
            || loaded.has("--ecn-tcp-ece");
    if (loaded.isBare()) {
      throw IptablesException.usage("ECN target: An operation is required");
    }
    if (loaded.has("--ecn-tcp-remove")
        && (loaded.has("--ecn-tcp-cwr") || loaded.has("--ecn-tcp-ece"))) {
      loaded.exclusive("--ecn-tcp-remove", "--ecn-tcp-ece", "--ecn-tcp-cwr");
    }
    if (ofTcp && !protocol.is(Protocols.TCP)) {
      throw new KernelException("Invalid argument");
    }
    SavedWords words = new SavedWords("ECN");
    boolean sets = false;
    for (String option : List.of("--ecn-tcp-ece", "--ecn-tcp-cwr")) {
      long value = loaded.number(option, 0, 1, 0);
      words.addIf(loaded.has(option), option + " " + value);
      sets |= value == 1;
    }
    words.addIf(loaded.has("--ecn-tcp-remove"), "--ecn-tcp-remove");
    int ect = (int) loaded.number("--ecn-ip-ect", 0, ECN_BITS, 0);
    words.addIf(loaded.has("--ecn-ip-ect"), "--ecn-ip-ect " + ect);
    if (sets) {
      return new Target.Unknown(words.toString()); // the peer would take it for congestion
    }
    return extension(
        words,
        loaded.has("--ecn-ip-ect")
            ? new Effect.TypeOfService(ect, ECN_BITS)
            : new Effect.Nothing());
  }

  private static Target set(ExtensionOptions loaded, ProtocolWord protocol) {
    List<Given> named = new ArrayList<>();
    long millis = 0;
    boolean exists = false;
    boolean maps = false;
    StringBuilder flags = new StringBuilder();
    for (Given given : loaded.all()) {
      switch (given.option()) {
        case "--timeout" -> millis = 1_000 * seconds(given);
        case "--exist" -> exists = true;
        case "--add-set", "--del-set", "--map-set" -> named.add(given);
        default -> flags.append(' ').append(given.option());
      }
    }
    if (named.isEmpty()) {
      throw IptablesException.usage(
          "You must specify either `--add-set' or `--del-set' or `--map-set'");
    }
    SavedWords words = new SavedWords("SET");
    List<SetTarget> all = new ArrayList<>();
    for (String option : List.of("--add-set", "--del-set", "--map-set")) {
      for (Given given : named) {
        if (given.option().equals(option)) {
          List<Boolean> sources = SetDirections.read(given.values().get(1));
          words.add(option + " " + given.value() + " " + SetDirections.text(sources));
          boolean adds = option.equals("--add-set");
          words.addIf(adds && exists, "--exist");
          words.addIf(adds && millis > 0, "--timeout " + millis / 1_000);
          maps |= option.equals("--map-set");
          all.add(new SetTarget(given.value(), sources, adds, adds ? millis : 0, exists));
        }
      }
    }
    String text = words + flags.toString();
    return maps
        ? new Target.Unknown(text) // what the set maps to is not modelled
        : new Target.Extension(text, new Effect.ChangeSet(all));
  }

  private static long seconds(Given given) {
    boolean isNumber = given.value().matches("[0-9]{1,10}");
    long value = isNumber ? Long.parseLong(given.value()) : MAX_INT + 1;
    if (value >= MAX_INT) {
      throw IptablesException.usage(
          "Invalid value for option --timeout or out of range 0-4294967294");
    }
    return value;
  }
}
