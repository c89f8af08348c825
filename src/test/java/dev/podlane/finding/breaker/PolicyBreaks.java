package dev.podlane.finding.breaker;

import java.util.List;
import java.util.Map;

/** Faults of NetworkPolicies. */
final class PolicyBreaks {
  private static final String POLICY = "NetworkPolicy";

  private PolicyBreaks() {}

  /** A healthy policy of that namespace, and a change of it. */
  private static Break of(String code, String spec, String path, Object value) {
    return Break.of(
            code,
            POLICY,
            "rules",
            it -> {
              it.add(policy("@shop", spec));
              if (!path.isEmpty()) {
                it.set(POLICY, "rules", path, value);
              }
            })
        .touching("rules", "web", "cart", "pay", "site", Break.POLICY);
  }

  private static String policy(String namespace, String spec) {
    return "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: rules,"
        + " namespace: \"%s\"}, spec: {%s}}".formatted(namespace, spec);
  }

  private static final String CART =
      "podSelector: {matchLabels: {app: \"@cart\"}}, ingress: [{from: [%s], ports: [{port:"
          + " 7070}]}]";

  /** The pod networks of healthy clusters enforce no policies, or not all of them do. */
  private static Break enforced(Break each) {
    return new Break(
        each.code(),
        each.kind(),
        each.role(),
        each.touches(),
        each.probe(),
        each.edit(),
        each.also(),
        it -> {
          it.manifests()
              .set("ClusterNetwork", "cluster", "spec/policyEngine", "kube-network-policies");
          if (it.name("plugin").equals("cni-bridge")) {
            // it masquerades what pods send to other nodes, where policies then meet no pod
            it.manifests().set("ClusterNetwork", "cluster", "spec/podNetwork", "flannel-host-gw");
          }
          each.change().accept(it);
        });
  }

  private static final String OUTSIDE =
      "podSelector: {matchLabels: {app: \"@web\"}}, ingress: [{from: [{podSelector: {}}, {ipBlock:"
          + " {cidr: 203.0.113.0/24, except: [203.0.113.64/26]}}]}]";

  private static final List<Break> EVERY =
      List.of(
          of(
                  "policy.selects-nothing",
                  CART.formatted("{podSelector: {}}"),
                  "spec/podSelector/matchLabels",
                  Map.of("app", "zzzz"))
              .noProbe()
              .noEdit(),
          Break.of(
                  "policy.selects-nothing",
                  POLICY,
                  "rules",
                  it ->
                      it.add(
                          policy(
                              "@shop",
                              "podSelector: {matchLabels: {app: %s}}, policyTypes: [Ingress]"
                                  .formatted(it.mistyped(it.name("pay"))))))
              .touching("rules", "pay", Break.POLICY)
              .noProbe(),
          Break.of(
                  "policy.not-enforced",
                  POLICY,
                  "rules",
                  it -> {
                    it.add(policy("@shop", CART.formatted("{podSelector: {}}")));
                    it.manifests().set("ClusterNetwork", "cluster", "spec/policyEngine", "none");
                  })
              .touching(Break.NETWORK)
              .noProbe()
              .noEdit(),
          Break.of(
                  "policy.host-network-pod",
                  POLICY,
                  "rules",
                  it ->
                      it.add(
                          """
                          {apiVersion: v1, kind: Pod, metadata: {name: onhost, namespace: "@edge",
                           labels: {run: onhost}}, spec: {nodeName: node-2, hostNetwork: true,
                           containers: [{name: main}]}}
                          ---
                          """
                              + policy(
                                  "@edge",
                                  "podSelector: {matchLabels: {run: onhost}}, policyTypes:"
                                      + " [Ingress]")))
              .touching("rules", "edge", Break.POLICY)
              .noProbe()
              .noEdit(),
          of(
                  "policy.direction-ignored",
                  CART.formatted("{podSelector: {}}")
                      + ", policyTypes: [Ingress], egress: [{to: [{podSelector: {}}]}]",
                  "",
                  "")
              .noProbe(),
          Break.of(
                  "policy.priority-twice",
                  "AdminNetworkPolicy",
                  "second",
                  it -> {
                    for (String name : List.of("first", "second")) {
                      it.add(
                          """
                          {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy,
                           metadata: {name: %s}, spec: {priority: 5, subject: {namespaces:
                           {matchLabels: {team: none}}}, ingress: [{action: Allow, from:
                           [{namespaces: {}}]}]}}
                          """
                              .formatted(name));
                    }
                  })
              .noProbe(),
          Break.of(
                  "policy.peer-selects-nothing",
                  POLICY,
                  "rules",
                  it ->
                      it.add(
                          policy(
                              "@shop",
                              CART.formatted(
                                  "{podSelector: {matchLabels: {app: %s}}}"
                                      .formatted(it.mistyped(it.name("web")))))))
              .touching("rules", "web", "cart", "site", Break.POLICY),
          of(
                  "policy.peer-selects-nothing",
                  CART.formatted("{podSelector: {matchLabels: {role: nobody}}}"),
                  "",
                  "")
              .noProbe()
              .noEdit(),
          of(
              "policy.peer-elsewhere",
              CART.formatted("{podSelector: {matchLabels: {run: loader}}}"),
              "",
              ""),
          of(
              "policy.namespace-selects-nothing",
              CART.formatted("{namespaceSelector: {matchLabels: {name: \"@data\"}}}"),
              "",
              ""),
          of(
              "policy.namespace-selects-nothing",
              CART.formatted(
                  "{namespaceSelector: {matchLabels: {team: stroe}}, podSelector: {matchLabels:"
                      + " {run: loader}}}"),
              "",
              ""),
          of(
                  "policy.peers-not-combined",
                  CART.formatted(
                      "{podSelector: {matchLabels: {run: loader}}}, {namespaceSelector:"
                          + " {matchLabels: {name: \"@data\"}}}"),
                  "",
                  "")
              .also("policy.namespace-selects-nothing"),
          of(
                  "policy.peers-not-combined",
                  CART.formatted(
                      "{namespaceSelector: {matchLabels: {team: store}}}, {podSelector:"
                          + " {matchLabels: {run: loader}}}"),
                  "",
                  "")
              .noProbe(),
          Break.of(
                  "policy.service-port",
                  POLICY,
                  "rules",
                  it ->
                      it.add(
                          policy(
                              "@shop",
                              "podSelector: {matchLabels: {app: \"@pay\"}}, ingress: [{from:"
                                  + " [{podSelector: {matchLabels: {run: shell}}}], ports: [{port:"
                                  + " 443}]}]")))
              .touching("rules", "pay", Break.POLICY),
          Break.of(
                  "policy.service-port",
                  POLICY,
                  "rules",
                  it ->
                      it.add(
                          policy(
                              "@shop",
                              "podSelector: {matchLabels: {run: shell}}, policyTypes: [Egress],"
                                  + " egress: [{to: [{podSelector: {matchLabels: {app:"
                                  + " \"@web\"}}}], ports: [{port: 80}]}, {to: [{namespaceSelector:"
                                  + " {matchLabels: {kubernetes.io/metadata.name: kube-system}}}],"
                                  + " ports: [{port: 53, protocol: UDP}]}]")))
              .touching("rules", "web", Break.POLICY),
          of(
                  "policy.port-name-unknown",
                  CART.formatted("{podSelector: {}}"),
                  "spec/ingress/0/ports/0/port",
                  "gprc")
              .noProbe(),
          Break.of(
                  "policy.dns-blocked",
                  POLICY,
                  "rules",
                  it ->
                      it.add(
                          policy(
                              "@shop",
                              "podSelector: {matchLabels: {run: shell}}, policyTypes: [Egress],"
                                  + " egress: [{to: [{podSelector: {}}]}]")))
              .touching("rules", "shell", Break.POLICY),
          Break.of(
                  "policy.dns-closed",
                  POLICY,
                  "rules",
                  it ->
                      it.add(
                          policy(
                              "@shop",
                              "podSelector: {matchLabels: {run: shell}}, policyTypes: [Egress]")))
              .touching("rules", "shell", Break.POLICY),
          Break.of(
                  "policy.block-of-service",
                  POLICY,
                  "rules",
                  it -> {
                    it.set("Service", "cart", "spec/clusterIP", "10.96.7.70");
                    it.add(
                        policy(
                            "@shop",
                            "podSelector: {matchLabels: {run: shell}}, policyTypes: [Egress],"
                                + " egress: [{to: [{ipBlock: {cidr: 10.96.7.70/32}}]}, {ports:"
                                + " [{port: 53, protocol: UDP}]}]"));
                  })
              .touching("rules", "cart", Break.POLICY),
          Break.of(
                  "policy.block-of-pod",
                  POLICY,
                  "rules",
                  it -> {
                    it.set("Pod", "loader", "status", Map.of("podIP", "10.244.2.44"));
                    it.add(
                        policy(
                            "@shop",
                            "podSelector: {matchLabels: {run: shell}}, policyTypes: [Egress],"
                                + " egress: [{to: [{ipBlock: {cidr: 10.244.2.44/32}}]}, {ports:"
                                + " [{port: 53, protocol: UDP}]}]"));
                  })
              .touching("rules", "loader", Break.POLICY)
              .noProbe()
              .noEdit(),
          of("policy.block-masqueraded", OUTSIDE, "", ""),
          Break.of(
                  "policy.controller-blocked",
                  POLICY,
                  "rules",
                  it ->
                      it.add(
                          """
                          {apiVersion: apps/v1, kind: Deployment, metadata: {name: controller,
                           namespace: "@edge"}, spec: {replicas: 1, selector: {matchLabels:
                           {app.kubernetes.io/name: ingress-nginx}}, template: {metadata: {labels:
                           {app.kubernetes.io/name: ingress-nginx}}, spec: {containers: [{name:
                           controller, image: "registry.k8s.io/ingress-nginx/controller:v1.12.0",
                           ports: [{name: http, containerPort: 80}]}]}}}}
                          ---
                          {apiVersion: v1, kind: Service, metadata: {name: controller, namespace:
                           "@edge"}, spec: {type: NodePort, selector: {app.kubernetes.io/name:
                           ingress-nginx}, ports: [{name: http, port: 80, targetPort: http,
                           nodePort: 30090}]}}
                          ---
                          """
                              + policy(
                                  "@shop",
                                  "podSelector: {matchLabels: {app: \"@web\"}}, ingress: [{from:"
                                      + " [{podSelector: {}}]}]")))
              .touching("rules", "web", "site", Break.POLICY));

  static final List<Break> ALL = EVERY.stream().map(PolicyBreaks::enforced).toList();
}
