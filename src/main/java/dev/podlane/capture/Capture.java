package dev.podlane.capture;

import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.packet.wire.Wire;
import dev.podlane.trace.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What taps on the devices of a network would have recorded while probes ran, as a pcapng file that
 * is written trace by trace: an interface for each device, named {@code namespace/device}. Once the
 * file is long enough, packets are counted only, as by a machine that cannot keep up. Mutable, and
 * not safe for use by several threads.
 */
public final class Capture {
  private final @Nullable DeviceRef only;
  private final long most;
  private final Map<DeviceRef, Integer> interfaces = new LinkedHashMap<>();
  private final Map<DeviceRef, Long> left = new LinkedHashMap<>();
  private final Set<DeviceRef> seen = new HashSet<>();
  private long written;
  private long start;

  /**
   * A capture.
   *
   * @param only the device whose packets are wanted; null for all devices
   * @param most octets of packets to be written
   */
  public Capture(@Nullable DeviceRef only, long most) {
    this.only = only;
    this.most = most;
  }

  /** Begins the file. */
  public void begin(OutputStream out) throws IOException {
    Pcapng file = new Pcapng(out);
    file.section("Podlane");
    if (only != null) {
      number(only, file);
    }
  }

  /** Writes what was seen of a trace, after those before it. */
  public void add(Trace trace, OutputStream out) throws IOException {
    add(trace, new Pcapng(out));
  }

  /** Lets a trace pass of which nothing is to be written; what it saw is remembered. */
  public void pass(Trace trace) {
    note(Timed.of(trace, start));
  }

  private void add(Trace trace, Pcapng file) throws IOException {
    List<Timed> timed = Timed.of(trace, start);
    for (Timed packet : timed) {
      Shot shot = packet.shot();
      DeviceRef device = shot.device();
      if (only == null || only.equals(device)) {
        write(packet, shot, device, file);
      }
    }
    note(timed);
  }

  private void note(List<Timed> timed) {
    timed.forEach(packet -> seen.add(packet.shot().device()));
    start = Timed.after(start, timed);
  }

  private void write(Timed packet, Shot shot, DeviceRef device, Pcapng file) throws IOException {
    if (written >= most) {
      left.merge(device, 1L, Long::sum);
      return;
    }
    int number = number(device, file);
    byte[] octets = Wire.of(shot.sighting().packet().frame());
    written += file.packet(number, packet.nanos(), octets, shot.flags(), shot.comment());
  }

  private int number(DeviceRef device, Pcapng file) throws IOException {
    Integer known = interfaces.get(device);
    if (known != null) {
      return known;
    }
    int next = interfaces.size();
    interfaces.put(device, next);
    file.ethernet(device.toString());
    return next;
  }

  /** Whether a device saw a packet of a trace. */
  public boolean saw(DeviceRef device) {
    return seen.contains(device);
  }

  /** Ends the file: says for each device how many packets were left out, if any were. */
  public void end(OutputStream out) throws IOException {
    Pcapng file = new Pcapng(out);
    for (Map.Entry<DeviceRef, Long> each : left.entrySet()) {
      file.statistics(number(each.getKey(), file), start, each.getValue());
    }
  }
}
