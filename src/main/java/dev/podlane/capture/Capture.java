package dev.podlane.capture;

import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.packet.wire.Wire;
import dev.podlane.trace.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What taps on the devices of a network would have recorded while probes ran, as a pcapng file: an
 * interface for each device, named {@code namespace/device}.
 */
public final class Capture {
  private final List<Timed> packets;

  private Capture(List<Timed> packets) {
    this.packets = List.copyOf(packets);
  }

  /** Records the traces of a run of probes, one after the other. */
  public static Capture of(List<Trace> traces) {
    List<Timed> packets = new ArrayList<>();
    long start = 0;
    for (Trace trace : traces) {
      List<Timed> timed = Timed.of(trace, start);
      packets.addAll(timed);
      start = Timed.after(start, timed);
    }
    return new Capture(packets);
  }

  /** The devices that saw a packet, in the order they first did. */
  public List<DeviceRef> devices() {
    return packets.stream().map(packet -> packet.shot().device()).distinct().toList();
  }

  /** Writes everything. */
  public void write(OutputStream out) throws IOException {
    write(devices(), out);
  }

  /** Writes what one device saw; if it saw nothing, a file without packets. */
  public void write(DeviceRef device, OutputStream out) throws IOException {
    write(List.of(device), out);
  }

  private void write(List<DeviceRef> devices, OutputStream out) throws IOException {
    Pcapng file = new Pcapng(out);
    file.section("Podlane");
    Map<DeviceRef, Integer> numbers = new LinkedHashMap<>();
    for (DeviceRef device : devices) {
      numbers.put(device, numbers.size());
      file.ethernet(device.toString());
    }
    for (Timed packet : packets) {
      Shot shot = packet.shot();
      Integer number = numbers.get(shot.device());
      if (number != null) {
        byte[] octets = Wire.of(shot.sighting().packet().frame());
        file.packet(number, packet.nanos(), octets, shot.flags(), shot.comment());
      }
    }
  }
}
