package dev.podlane.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a cluster's pods as {@code kubectl get pods -A -o json --show-managed-fields} has them, as
 * JSON and as YAML: some 4.5 kB each, of which Podlane reads a tenth.
 */
public final class ImportData {
  private ImportData() {}

  /**
   * Writes {@code pods-N.json} and {@code pods-N.yaml}.
   *
   * @param args the directory, and numbers of pods
   */
  public static void main(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of(args[0]));
    for (String count : List.of(args).subList(1, args.length)) {
      int pods = Integer.parseInt(count);
      try (BufferedWriter json =
              Files.newBufferedWriter(directory.resolve("pods-" + count + ".json"));
          BufferedWriter yaml =
              Files.newBufferedWriter(directory.resolve("pods-" + count + ".yaml"))) {
        json.write("{\"apiVersion\":\"v1\",\"items\":[");
        yaml.write("apiVersion: v1\nitems:\n");
        for (int i = 0; i < pods; i++) {
          Map<String, Object> pod = pod(i);
          json.write(i == 0 ? "" : ",");
          ImportText.json(json, pod);
          yaml.write("- ");
          ImportText.yaml(yaml, pod, 2, true);
        }
        json.write("],\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"\"}}\n");
        yaml.write("kind: List\nmetadata:\n  resourceVersion: \"\"\n");
      }
    }
  }

  static Map<String, Object> map(Object... entries) {
    Map<String, Object> map = new TreeMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }

  private static Map<String, Object> pod(int i) {
    String app = "service-" + i / 30 % 500;
    String hash = Integer.toHexString(0x5f000000 + i / 30);
    String name = app + "-" + hash + "-" + Integer.toString(i, 36) + "xz";
    String node = "ip-10-" + i / 30 / 250 + "-" + i / 30 % 250 + "-7.eu-west-1.compute.internal";
    String ip = "10." + (64 + i / 65536) + "." + i / 256 % 256 + "." + i % 256;
    return map(
        "apiVersion",
        "v1",
        "kind",
        "Pod",
        "metadata",
        metadata(i, app, hash, name),
        "spec",
        spec(app, node),
        "status",
        ImportStatus.status(i, app, ip));
  }

  private static Map<String, Object> metadata(int i, String app, String hash, String name) {
    String uid = String.format("%08x-7b1c-4f6e-9d53-%012x", 0x1b7a0000 + i, 0x5a11L * i);
    return map(
        "annotations",
        map(
            "prometheus.io/port",
            "8080",
            "prometheus.io/scrape",
            "true",
            "checksum/config",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        "creationTimestamp",
        "2026-03-01T08:15:30Z",
        "generateName",
        app + "-" + hash + "-",
        "labels",
        map(
            "app.kubernetes.io/name",
            app,
            "app.kubernetes.io/instance",
            app + "-prod",
            "pod-template-hash",
            hash),
        "managedFields",
        List.of(
            managed("kube-controller-manager", "f:spec", app), managed("kubelet", "f:status", app)),
        "name",
        name,
        "namespace",
        "team-" + i / 300 % 60,
        "ownerReferences",
        List.of(
            map(
                "apiVersion",
                "apps/v1",
                "blockOwnerDeletion",
                true,
                "controller",
                true,
                "kind",
                "ReplicaSet",
                "name",
                app + "-" + hash,
                "uid",
                uid)),
        "resourceVersion",
        "" + (90_000_000L + i),
        "uid",
        uid);
  }

  private static Map<String, Object> managed(String manager, String part, String app) {
    Map<String, Object> none = map();
    return map(
        "apiVersion",
        "v1",
        "fieldsType",
        "FieldsV1",
        "fieldsV1",
        map(
            part,
            map(
                "f:containers",
                map(
                    "k:{\"name\":\"" + app + "\"}",
                    map(
                        ".",
                        none,
                        "f:image",
                        none,
                        "f:imagePullPolicy",
                        none,
                        "f:name",
                        none,
                        "f:resources",
                        map(".", none, "f:limits", none, "f:requests", none),
                        "f:terminationMessagePath",
                        none)),
                "f:dnsPolicy",
                none,
                "f:restartPolicy",
                none,
                "f:schedulerName",
                none)),
        "manager",
        manager,
        "operation",
        "Update",
        "time",
        "2026-03-01T08:15:31Z");
  }

  private static Map<String, Object> spec(String app, String node) {
    return map(
        "containers",
        List.of(
            map(
                "env",
                List.of(
                    map("name", "SPRING_PROFILES_ACTIVE", "value", "production"),
                    map("name", "DATABASE_URL", "value", "jdbc:postgresql://db." + app + ":5432/a"),
                    map(
                        "name",
                        "POD_IP",
                        "valueFrom",
                        map("fieldRef", map("apiVersion", "v1", "fieldPath", "status.podIP")))),
                "image",
                "registry.example.com/shop/" + app + ":1.42.0",
                "imagePullPolicy",
                "IfNotPresent",
                "livenessProbe",
                probe("/livez"),
                "name",
                app,
                "ports",
                List.of(map("containerPort", 8080, "name", "http", "protocol", "TCP")),
                "readinessProbe",
                probe("/readyz"),
                "resources",
                map(
                    "limits", map("memory", "512Mi"),
                    "requests", map("cpu", "250m", "memory", "512Mi")),
                "terminationMessagePath",
                "/dev/termination-log",
                "terminationMessagePolicy",
                "File",
                "volumeMounts",
                List.of(
                    map(
                        "mountPath",
                        "/var/run/secrets/kubernetes.io/serviceaccount",
                        "name",
                        "kube-api-access-x7k2p",
                        "readOnly",
                        true)))),
        "dnsPolicy",
        "ClusterFirst",
        "enableServiceLinks",
        true,
        "nodeName",
        node,
        "preemptionPolicy",
        "PreemptLowerPriority",
        "priority",
        0,
        "restartPolicy",
        "Always",
        "schedulerName",
        "default-scheduler",
        "securityContext",
        map(),
        "serviceAccountName",
        app,
        "terminationGracePeriodSeconds",
        30,
        "tolerations",
        List.of(
            toleration("node.kubernetes.io/not-ready"),
            toleration("node.kubernetes.io/unreachable")),
        "volumes",
        List.of(
            map(
                "name",
                "kube-api-access-x7k2p",
                "projected",
                map(
                    "defaultMode",
                    420,
                    "sources",
                    List.of(
                        map("serviceAccountToken", map("expirationSeconds", 3607, "path", "token")),
                        map(
                            "configMap",
                            map(
                                "items",
                                List.of(map("key", "ca.crt", "path", "ca.crt")),
                                "name",
                                "kube-root-ca.crt")))))));
  }

  private static Map<String, Object> toleration(String key) {
    return map("effect", "NoExecute", "key", key, "operator", "Exists", "tolerationSeconds", 300);
  }

  private static Map<String, Object> probe(String path) {
    return map(
        "failureThreshold",
        3,
        "httpGet",
        map("path", path, "port", "http", "scheme", "HTTP"),
        "initialDelaySeconds",
        10,
        "periodSeconds",
        10,
        "successThreshold",
        1,
        "timeoutSeconds",
        1);
  }
}
