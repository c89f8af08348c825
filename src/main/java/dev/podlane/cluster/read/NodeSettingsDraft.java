package dev.podlane.cluster.read;

import dev.podlane.cluster.object.NodeSettings;
import dev.podlane.cluster.object.PolicyEngine;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings of nodes that a {@code ClusterNetwork} writes; null for absent ones. */
public record NodeSettingsDraft(
    @Nullable Boolean masquerade,
    @Nullable Boolean hairpin,
    @Nullable Boolean bridgeNfCall,
    @Nullable Boolean forwardDrop,
    @Nullable Boolean forwardRules,
    @Nullable PolicyEngine policyEngine,
    boolean policiesOn,
    Map<String, Integer> rpFilter) {
  /** Nothing is written. */
  public static final NodeSettingsDraft NONE =
      new NodeSettingsDraft(null, null, null, null, null, null, false, Map.of());

  private static final String ALL = "all";
  private static final String ENGINE = "policyEngine";

  static NodeSettingsDraft read(Fields spec) {
    return new NodeSettingsDraft(
        flag(spec, "masquerade"),
        flag(spec, "hairpin"),
        bit(spec, "bridgeNfCall"),
        policy(spec),
        forwardRules(spec),
        engine(spec),
        isOn(spec),
        rpFilter(spec));
  }

  /**
   * The settings.
   *
   * @param rules true if the cluster has Services or a plugin with rules of its own: then what is
   *     not written is as kubelet, kube-proxy and the network plugin set it up; else as in the
   *     article
   * @param portmap true if ports of nodes lead to pods, by rules that expect hairpin (plugin
   *     portmap)
   * @param masquerades true if the plugin's configuration lets it masquerade; null if it is silent
   * @param engine the engine that enforces policies if none is written
   * @param engineIfOn the engine if it is only written that there is one
   */
  public NodeSettings settle(
      boolean rules,
      boolean portmap,
      @Nullable Boolean masquerades,
      PolicyEngine engine,
      PolicyEngine engineIfOn) {
    boolean usual = masquerades == null ? rules : masquerades;
    return new NodeSettings(
        masquerade == null ? usual : masquerade,
        hairpin == null ? rules || portmap : hairpin,
        bridgeNfCall == null || bridgeNfCall,
        Boolean.TRUE.equals(forwardDrop),
        forwardRules,
        policyEngine == null ? policiesOn ? engineIfOn : engine : policyEngine,
        rpFilter);
  }

  /** YAML 1.1 reads {@code on} as true, and so does a person. */
  private static boolean isOn(Fields spec) {
    String text = spec.value().text(ENGINE).orElse("");
    return text.equals(PolicyEngine.ON) || text.equals("true");
  }

  private static @Nullable PolicyEngine engine(Fields spec) {
    if (!spec.has(ENGINE) || isOn(spec)) {
      return null;
    }
    String text = spec.text(ENGINE).orElse("");
    Optional<PolicyEngine> known = PolicyEngine.of(text);
    if (known.isEmpty() && !text.isEmpty()) {
      spec.error(ENGINE, "network.policy-engine", text);
    }
    return known.orElse(null);
  }

  private static @Nullable Boolean flag(Fields spec, String key) {
    return spec.has(key) ? (Boolean) spec.flag(key) : null;
  }

  /** A flag, or {@code none}. */
  private static @Nullable Boolean forwardRules(Fields spec) {
    boolean isNone =
        spec.has("cniForwardRules")
            && spec.value().text("cniForwardRules").filter("none"::equals).isPresent();
    return isNone ? (Boolean) false : flag(spec, "cniForwardRules");
  }

  private static @Nullable Boolean bit(Fields spec, String key) {
    OptionalInt number = number(spec, key, 1);
    return number.isPresent() ? (Boolean) (number.getAsInt() == 1) : null;
  }

  private static OptionalInt number(Fields fields, String key, int most) {
    OptionalInt number = fields.integer(key);
    if (number.isPresent() && (number.getAsInt() < 0 || number.getAsInt() > most)) {
      fields.error(key, "field.range", key, "" + number.getAsInt(), "0", "" + most);
      return OptionalInt.empty();
    }
    return number;
  }

  private static @Nullable Boolean policy(Fields spec) {
    String text = spec.text("forwardPolicy").orElse("").toUpperCase(Locale.ROOT);
    return switch (text) {
      case "" -> null;
      case "ACCEPT" -> false;
      case "DROP" -> true;
      default -> {
        spec.error("forwardPolicy", "network.forward-policy", text);
        yield null;
      }
    };
  }

  /** A number for all devices, or one for each. */
  private static Map<String, Integer> rpFilter(Fields spec) {
    Map<String, Integer> found = new TreeMap<>();
    if (spec.value().get("rpFilter").orElse(null) instanceof MapValue devices) {
      spec.map("rpFilter")
          .ifPresent(
              each ->
                  devices
                      .entries()
                      .keySet()
                      .forEach(name -> number(each, name, 2).ifPresent(n -> found.put(name, n))));
    } else {
      number(spec, "rpFilter", 2).ifPresent(n -> found.put(ALL, n));
    }
    return found;
  }
}
