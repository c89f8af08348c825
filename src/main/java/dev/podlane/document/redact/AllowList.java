package dev.podlane.document.redact;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values that Podlane reads in places where secrets are common. They are kept; everything else
 * in such a place is blanked before documents are stored. docs/privacy.md repeats this list for
 * users, and a test compares the two.
 */
public final class AllowList {
  /**
   * Kinds whose fields are kept as they are written, but for the places that {@link Sensitive}
   * looks into. Of any other kind only its identity is kept.
   */
  static final Set<String> KINDS =
      Set.of(
          "adminnetworkpolicy",
          "applicationnetworkpolicy",
          "authorizationpolicy",
          "baselineadminnetworkpolicy",
          "bgpconfiguration",
          "ciliumclusterwidenetworkpolicy",
          "ciliumegressgatewaypolicy",
          "ciliumlocalredirectpolicy",
          "ciliumnetworkpolicy",
          "cluster",
          "clusternetworkpolicy",
          "cronjob",
          "daemonset",
          "deployment",
          "egressfirewall",
          "egressnetworkpolicy",
          "endpoints",
          "endpointslice",
          "felixconfiguration",
          "fqdnnetworkpolicy",
          "gateway",
          "gatewayclass",
          "globalnetworkpolicy",
          "globalnetworkset",
          "grpcroute",
          "horizontalpodautoscaler",
          "hostendpoint",
          "httproute",
          "ingress",
          "ingressclass",
          "installation",
          "ipaddress",
          "ippool",
          "job",
          "lease",
          "list",
          "listenerset",
          "meshhttproute",
          "meshtcproute",
          "meshtrafficpermission",
          "namespace",
          "networkpolicy",
          "networkset",
          "node",
          "peerauthentication",
          "pod",
          "poddisruptionbudget",
          "podtemplate",
          "referencegrant",
          "replicaset",
          "replicationcontroller",
          "securitygrouppolicy",
          "server",
          "service",
          "servicecidr",
          "serviceintentions",
          "serviceprofile",
          "serviceresolver",
          "servicerouter",
          "servicesplitter",
          "sidecar",
          "statefulset",
          "tcproute",
          "tier",
          "tlsroute",
          "udproute",
          "virtualservice",
          "xlistenerset");

  /** Prefixes of environment variables that configure a pod network. */
  public static final List<String> ENV_PREFIXES = List.of("AWS_VPC_", "CALICO_", "FLANNEL_");

  /** Environment variables that configure a pod network, by their whole name. */
  public static final List<String> ENV_NAMES = List.of("POD_SUBNET");

  /** Domains of annotations, subdomains included. */
  public static final List<String> ANNOTATION_DOMAINS =
      List.of(
          "flannel.alpha.coreos.com",
          "k8s.io",
          "kubernetes.io",
          "podlane.dev",
          "projectcalico.org");

  /** Flags in {@code command} and {@code args} of containers, without their dashes. */
  public static final List<String> FLAGS =
      List.of(
          "allocate-node-cidrs",
          "cluster-cidr",
          "cluster-dns",
          "cluster-domain",
          "configmap",
          "controller-class",
          "default-backend-service",
          "enable-overlay",
          "hairpin-mode",
          "http-port",
          "https-port",
          "iface",
          "ingress-class",
          "ingress-class-by-name",
          "ip-masq",
          "kube-subnet-mgr",
          "masq-chain",
          "masquerade-all",
          "node-cidr-mask-size",
          "node-cidr-mask-size-ipv4",
          "node-cidr-mask-size-ipv6",
          "nodeport-addresses",
          "nomasq-all-reserved-ranges",
          "non-masquerade-cidr",
          "pod-cidr",
          "proxy-mode",
          "publish-service",
          "publish-status-address",
          "run-firewall",
          "run-router",
          "run-service-proxy",
          "service-cluster-ip-range",
          "service-node-port-range",
          "tcp-services-configmap",
          "udp-services-configmap",
          "watch-ingress-without-class");

  /** Keys of ConfigMaps, by the ConfigMap's name; its namespace is one of {@link #NAMESPACES}. */
  public static final Map<String, List<String>> CONFIG_MAPS =
      Map.of(
          "calico-config",
          List.of("calico_backend", "cni_network_config", "typha_service_name", "veth_mtu"),
          "coredns",
          List.of("Corefile", "NodeHosts"),
          "ip-masq-agent",
          List.of("config"),
          "kube-flannel-cfg",
          List.of("cni-conf.json", "net-conf.json"),
          "kube-proxy",
          List.of("config.conf"),
          "kubeadm-config",
          List.of("ClusterConfiguration"));

  /**
   * Settings of ingress-nginx, in ConfigMaps of any name: it is a flag that says which one it
   * reads. They are kept where they are switches, numbers, addresses or words of nginx.
   */
  public static final List<String> NGINX_KEYS =
      List.of(
          "block-cidrs",
          "compute-full-forwarded-for",
          "custom-http-errors",
          "denylist-source-range",
          "enable-modsecurity",
          "enable-real-ip",
          "force-ssl-redirect",
          "forwarded-for-header",
          "http-redirect-code",
          "no-tls-redirect-locations",
          "proxy-next-upstream",
          "proxy-next-upstream-tries",
          "proxy-real-ip-cidr",
          "service-upstream",
          "ssl-redirect",
          "ssl-reject-handshake",
          "use-forwarded-headers",
          "use-proxy-protocol",
          "whitelist-source-range");

  /** A switch, a number, an address or block, a path, a header or a word of nginx. */
  private static final Pattern NGINX_WORD =
      Pattern.compile(
          "(?i)|true|false|[0-9]{1,6}|[0-9]{1,3}([.][0-9]{1,3}){3}(/[0-9]{1,2})?"
              + "|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}(/[0-9]{1,3})?|/[a-z0-9._/-]{0,200}"
              + "|[a-z]{1,20}(-[a-z]{1,20}){1,4}|error|timeout|invalid_header|http_[0-9]{3}"
              + "|non_idempotent|off");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[,\\s]+");
  private static final int LONGEST_SETTING = 20_000;

  /** The namespaces of those ConfigMaps; a document without a namespace counts, too. */
  public static final List<String> NAMESPACES =
      List.of("calico-system", "kube-flannel", "kube-system");

  private static final Pattern FLAG =
      Pattern.compile("--?([A-Za-z0-9][A-Za-z0-9_.-]*)(?:=(.*))?", Pattern.DOTALL);

  private AllowList() {}

  /** Returns true if the fields of the kind are kept. */
  static boolean isKind(String kind) {
    return KINDS.contains(kind.toLowerCase(Locale.ROOT));
  }

  /**
   * Returns true if a variable's value is kept: it configures a pod network and names no
   * credential.
   */
  static boolean isVariable(String name) {
    return (ENV_NAMES.contains(name) || ENV_PREFIXES.stream().anyMatch(name::startsWith))
        && !Credentials.isName(name);
  }

  /**
   * Returns true if an annotation's value is kept. The last-applied annotation repeats a whole
   * object, so it is not.
   */
  static boolean isAnnotation(String key) {
    int slash = key.indexOf('/');
    String domain = slash < 0 ? "" : key.substring(0, slash);
    boolean known =
        ANNOTATION_DOMAINS.stream()
            .anyMatch(each -> domain.equals(each) || domain.endsWith("." + each));
    return known && !key.contains("last-applied") && !Credentials.isName(key.substring(slash + 1));
  }

  /**
   * The name of the flag that an argument is, without dashes, if it is a kept one. An argument that
   * says more than this flag and its value is not kept.
   */
  static Optional<String> flag(String argument) {
    var matcher = FLAG.matcher(argument);
    if (!matcher.matches() || !isFlag(matcher.group(1))) {
      return Optional.empty();
    }
    String value = matcher.group(2);
    return value == null || isFlagValue(value) ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Returns true if the value of this flag is kept. */
  static boolean isFlag(String name) {
    return FLAGS.contains(name);
  }

  /** Returns true if a text can be the value of one kept flag, and of nothing else. */
  static boolean isFlagValue(String text) {
    return text.chars().noneMatch(Character::isWhitespace)
        && !text.contains("--")
        && !Credentials.areIn(text);
  }

  /** Returns true if a setting of ingress-nginx is kept. */
  static boolean isNginxSetting(String key, String value) {
    return NGINX_KEYS.contains(key)
        && value.length() <= LONGEST_SETTING
        && BETWEEN_WORDS.splitAsStream(value).allMatch(word -> NGINX_WORD.matcher(word).matches());
  }

  /** Returns true if the value of a ConfigMap's key is kept. */
  static boolean isConfiguration(String namespace, String name, String key) {
    return (namespace.isEmpty() || NAMESPACES.contains(namespace))
        && CONFIG_MAPS.getOrDefault(name, List.of()).contains(key);
  }
}
