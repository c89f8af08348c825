package dev.podlane.web.api;

import dev.podlane.capture.Capture;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.trace.Trace;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.Kind;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/**
 * A capture with the name it is saved under.
 *
 * @param name of the file
 * @param capture what was seen
 * @param device whose sightings are wanted, or all
 */
record CaptureFile(String name, Capture capture, @Nullable DeviceRef device) {
  /**
   * What was seen on all devices or on one.
   *
   * @throws ApiException if there is no such device
   */
  static CaptureFile of(
      String cluster, Workspace workspace, List<Trace> traces, @Nullable String device) {
    Capture capture = Capture.of(traces);
    if (device == null) {
      return new CaptureFile(cluster + ".pcapng", capture, null);
    }
    int slash = device.lastIndexOf('/');
    DeviceRef wanted =
        new DeviceRef(device.substring(0, Math.max(slash, 0)), device.substring(slash + 1));
    if (!exists(workspace, wanted) && !capture.devices().contains(wanted)) {
      throw new ApiException(Kind.NOT_FOUND, Fault.request("api.device.unknown", device));
    }
    String name = cluster + "-" + device.replace('/', '-') + ".pcapng";
    return new CaptureFile(name, capture, wanted);
  }

  /** Commands between probes can make devices, which only the capture knows then. */
  private static boolean exists(Workspace workspace, DeviceRef wanted) {
    return workspace
        .network()
        .namespace(wanted.namespace())
        .flatMap(namespace -> namespace.device(wanted.device()))
        .isPresent();
  }

  String disposition() {
    return ContentDisposition.attachment()
        .filename(name, StandardCharsets.UTF_8)
        .build()
        .toString();
  }

  void write(OutputStream out) throws IOException {
    if (device == null) {
      capture.write(out);
    } else {
      capture.write(device, out);
    }
  }
}
