package dev.podlane.web.api;

import dev.podlane.capture.Capture;
import dev.podlane.capture.CaptureArchive;
import dev.podlane.capture.TapRecording;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.web.api.WalkPlaces.Place;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.HttpAnswer;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * Answers with a capture, sent as the walks go on.
 *
 * @param cluster its id
 * @param device device whose sightings are wanted, null for all
 * @param trace number of the probe whose trace is wanted, null for all
 * @param each true if each device has a file of its own, in a zip archive
 */
record CaptureFile(
    String cluster, @Nullable DeviceRef device, @Nullable Integer trace, boolean each) {
  /** Octets of a file, about. */
  private static final long MOST = 8L << 20;

  /** The captures of all devices, each in a file of its own. */
  static CaptureFile each(String cluster, @Nullable Integer trace) {
    return new CaptureFile(cluster, null, trace, true);
  }

  /** The capture that the parameters of a request ask for. */
  static CaptureFile of(String cluster, @Nullable String device, @Nullable Integer trace) {
    if (device == null) {
      return new CaptureFile(cluster, null, trace, false);
    }
    int slash = device.lastIndexOf('/');
    DeviceRef wanted =
        new DeviceRef(device.substring(0, Math.max(slash, 0)), device.substring(slash + 1));
    return new CaptureFile(cluster, wanted, trace, false);
  }

  /** Makes sure that a run has the trace that is wanted. */
  private void requireTrace(WalkRun run) {
    if (trace != null && (trace < 0 || trace >= run.size())) {
      String most = Integer.toString(run.size() - 1);
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.field.range", "trace", "0", most, "" + trace));
    }
  }

  /**
   * Sends the file.
   *
   * @throws ApiException if there is no such trace, no such device, or no place for a walk
   */
  void send(WalkRun run, WalkPlaces places, HttpServletResponse response) throws IOException {
    requireTrace(run);
    TapRecording capture = each ? new CaptureArchive(MOST) : new Capture(device, MOST);
    header(response);
    OutputStream out = response.getOutputStream();
    capture.begin(out);
    int last = trace == null ? run.size() : trace + 1;
    Place place = places.enter();
    while (true) {
      walk(place, run, capture, out);
      if (run.sent() == last) {
        break;
      }
      place = places.enterAgain();
    }
    // commands between probes can make devices, which only the capture knows then
    if (device != null && !exists(run.place(), device) && !capture.saw(device)) {
      response.reset();
      throw new ApiException(
          ProblemKind.NOT_FOUND, Fault.request("api.device.unknown", name(device)));
    }
    capture.end(out);
  }

  private void walk(Place place, WalkRun run, TapRecording capture, OutputStream out)
      throws IOException {
    try (place) {
      int number = run.sent();
      Walked walked = run.next();
      HttpAnswer answer = walked.answer();
      Walked onward = answer == null ? null : answer.onward();
      if (trace == null || trace == number) {
        capture.add(walked.trace(), out);
        if (onward != null) {
          capture.add(onward.trace(), out);
        }
      } else {
        capture.pass(walked.trace());
        if (onward != null) {
          capture.pass(onward.trace());
        }
      }
    }
  }

  private static boolean exists(Workspace workspace, DeviceRef wanted) {
    return workspace
        .network()
        .namespace(wanted.namespace())
        .flatMap(namespace -> namespace.device(wanted.device()))
        .isPresent();
  }

  private static String name(DeviceRef device) {
    return device.namespace().isEmpty() ? device.device() : device.toString();
  }

  private void header(HttpServletResponse response) {
    String of = device == null ? "" : "-" + device.toString().replace('/', '-');
    response.setContentType(each ? MediaTypes.ZIP : MediaTypes.PCAPNG);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(cluster + of + (each ? ".captures.zip" : ".pcapng"), StandardCharsets.UTF_8)
            .build()
            .toString());
  }
}
