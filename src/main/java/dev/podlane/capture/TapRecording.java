package dev.podlane.capture;

import dev.podlane.net.link.DeviceRef;
import dev.podlane.trace.Trace;
import java.io.IOException;
import java.io.OutputStream;

/** A recording of taps on devices that is written while probes run. */
public interface TapRecording {
  /** Begins the file. */
  void begin(OutputStream out) throws IOException;

  /** Writes the sightings of a trace, after those before it. */
  void add(Trace trace, OutputStream out) throws IOException;

  /** Skips a trace that is not to be written; its sightings are remembered. */
  void pass(Trace trace);

  /** Returns true if a device saw a packet of a trace. */
  boolean saw(DeviceRef device);

  /** Ends the file: says for each device how many packets were left out, if any were. */
  void end(OutputStream out) throws IOException;
}
