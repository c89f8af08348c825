package dev.podlane.cluster.read;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.document.Fields;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields about kube-proxy that one source writes; null for absent ones.
 *
 * @param minorVersion the 37 of Kubernetes 1.37
 * @param clusterCidrs blocks of pods, of both families; empty if it says that there are none, so
 *     that kube-proxy cannot tell pods from others (rule 66)
 * @param nodePorts node addresses that take node ports
 */
public record KubeProxyDraft(
    @Nullable Integer minorVersion,
    KubeProxy.@Nullable Mode mode,
    @Nullable List<Prefix> clusterCidrs,
    KubeProxy.@Nullable NodePortAddresses nodePorts,
    @Nullable Boolean masqueradeAll,
    @Nullable Boolean localhostNodePorts) {
  /** Nothing is written. */
  public static final KubeProxyDraft NONE = new KubeProxyDraft(null, null, null, null, null, null);

  private static final Pattern VERSION = Pattern.compile("v?1\\.(\\d{1,3})(\\..*)?");

  public KubeProxyDraft {
    clusterCidrs = clusterCidrs == null ? null : List.copyOf(clusterCidrs);
  }

  /** This, with the fields of another source where it says nothing. */
  public KubeProxyDraft or(KubeProxyDraft other) {
    return new KubeProxyDraft(
        minorVersion == null ? other.minorVersion : minorVersion,
        mode == null ? other.mode : mode,
        clusterCidrs == null ? other.clusterCidrs : clusterCidrs,
        nodePorts == null ? other.nodePorts : nodePorts,
        masqueradeAll == null ? other.masqueradeAll : masqueradeAll,
        localhostNodePorts == null ? other.localhostNodePorts : localhostNodePorts);
  }

  /** Returns a draft of a version alone. */
  public static KubeProxyDraft ofVersion(OptionalInt minor) {
    Integer known = minor.isPresent() ? minor.getAsInt() : null;
    return new KubeProxyDraft(known, null, null, null, null, null);
  }

  /** The fields of a {@code ClusterNetwork}. */
  static KubeProxyDraft read(Fields spec) {
    Integer minor = null;
    String version = spec.text("kubernetesVersion").orElse("");
    OptionalInt known = minor(version);
    if (known.isPresent()) {
      minor = known.getAsInt();
    } else if (!version.isEmpty()) {
      spec.error("kubernetesVersion", "network.version", version);
    }
    KubeProxy.Mode mode = null;
    String text = spec.text("proxyMode").orElse("");
    if (!text.isEmpty()) {
      mode = mode(text);
      if (mode == null) {
        spec.error("proxyMode", "network.proxy-mode", text);
      }
    }
    List<Prefix> cidrs = new ArrayList<>();
    boolean saysNone = spec.has("clusterCIDRs") && spec.texts("clusterCIDRs").isEmpty();
    for (String each : spec.texts("clusterCIDRs")) {
      AddressReader.anyBlock(spec, "clusterCIDRs", each).ifPresent(cidrs::add);
    }
    List<String> words = spec.texts("nodePortAddresses");
    return new KubeProxyDraft(
        minor,
        mode,
        cidrs.isEmpty() && !saysNone ? null : cidrs,
        words.isEmpty() ? null : nodePorts(spec, words),
        spec.has("masqueradeAll") ? spec.flag("masqueradeAll") : null,
        null);
  }

  private static KubeProxy.NodePortAddresses nodePorts(Fields spec, List<String> words) {
    List<Prefix> blocks = new ArrayList<>();
    for (String word : words) {
      if (!word.equals(KubeProxy.NodePortAddresses.PRIMARY_WORD)) {
        AddressReader.anyBlock(spec, "nodePortAddresses", word).ifPresent(blocks::add);
      }
    }
    boolean primary = words.contains(KubeProxy.NodePortAddresses.PRIMARY_WORD);
    return new KubeProxy.NodePortAddresses(primary, blocks);
  }

  /** The mode of that name; null if there is none. */
  public static KubeProxy.@Nullable Mode mode(String text) {
    for (KubeProxy.Mode each : KubeProxy.Mode.values()) {
      if (each.text().equals(text.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    return null;
  }

  /** The minor number of a version of Kubernetes, as {@code 1.37} or {@code v1.29.3}. */
  public static OptionalInt minor(String version) {
    Matcher matcher = VERSION.matcher(version.strip());
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
