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
 * The recording of taps on all devices of a network while probes ran, as a pcapng file that is
 * written trace by trace: an interface for each device, named {@code namespace/device}. Once the
 * file is long enough, packets are counted only, as by a machine that cannot keep up. Mutable, and
 * not thread-safe.
 */
public final class Capture implements TapRecording {
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

  @Override
  public void begin(OutputStream out) throws IOException {
    Pcapng file = new Pcapng(out);
    file.section("Podlane");
    if (only != null) {
      number(only, file);
    }
  }

  @Override
  public void add(Trace trace, OutputStream out) throws IOException {
    add(trace, new Pcapng(out));
  }

  @Override
  public void pass(Trace trace) {
    note(TimestampedPacket.of(trace, start));
  }

  private void add(Trace trace, Pcapng file) throws IOException {
    List<TimestampedPacket> timed = TimestampedPacket.of(trace, start);
    for (TimestampedPacket packet : timed) {
      CapturedPacket shot = packet.shot();
      DeviceRef device = shot.device();
      if (only == null || only.equals(device)) {
        write(packet, shot, device, file);
      }
    }
    note(timed);
  }

  private void note(List<TimestampedPacket> timed) {
    timed.forEach(packet -> seen.add(packet.shot().device()));
    start = TimestampedPacket.after(start, timed);
  }

  private void write(TimestampedPacket packet, CapturedPacket shot, DeviceRef device, Pcapng file)
      throws IOException {
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

  @Override
  public boolean saw(DeviceRef device) {
    return seen.contains(device);
  }

  @Override
  public void end(OutputStream out) throws IOException {
    Pcapng file = new Pcapng(out);
    for (Map.Entry<DeviceRef, Long> each : left.entrySet()) {
      file.statistics(number(each.getKey(), file), start, each.getValue());
    }
  }
}
