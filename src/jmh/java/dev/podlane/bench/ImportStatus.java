package dev.podlane.bench;

import java.util.List;
import java.util.Map;

/** What the API server says of the pods that were generated. */
final class ImportStatus {
  private ImportStatus() {}

  static Map<String, Object> status(int i, String app, String ip) {
    String digest = String.format("%064x", 0x7e57_0000L + i / 30 % 500);
    return ImportData.map(
        "conditions",
        List.of(
            condition("Initialized"),
            condition("Ready"),
            condition("ContainersReady"),
            condition("PodScheduled")),
        "containerStatuses",
        List.of(
            ImportData.map(
                "containerID",
                String.format("containerd://%064x", 0x1234_5678L + i),
                "image",
                "registry.example.com/shop/" + app + ":1.42.0",
                "imageID",
                "registry.example.com/shop/" + app + "@sha256:" + digest,
                "lastState",
                ImportData.map(),
                "name",
                app,
                "ready",
                true,
                "restartCount",
                0,
                "started",
                true,
                "state",
                ImportData.map("running", ImportData.map("startedAt", "2026-03-01T08:15:33Z")))),
        "hostIP",
        "10." + i / 30 / 250 + "." + i / 30 % 250 + ".7",
        "phase",
        "Running",
        "podIP",
        ip,
        "podIPs",
        List.of(ImportData.map("ip", ip)),
        "qosClass",
        "Burstable",
        "startTime",
        "2026-03-01T08:15:30Z");
  }

  private static Map<String, Object> condition(String type) {
    Map<String, Object> condition =
        ImportData.map(
            "lastTransitionTime", "2026-03-01T08:15:34Z", "status", "True", "type", type);
    condition.put("lastProbeTime", null);
    return condition;
  }
}
