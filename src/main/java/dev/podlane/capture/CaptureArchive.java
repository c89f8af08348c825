package dev.podlane.capture;

import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.packet.wire.Wire;
import dev.podlane.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip archive with a pcapng file for each device. Wireshark tells connections apart by addresses
 * and ports alone, so that in one file of several devices the same segment, seen at each of them,
 * counts as retransmitted; in a file of one device it does not. Where packets leave through the
 * device they came in by, what it received and what it sent are two files. Written when it ends,
 * and bounded until then. Mutable, and not thread-safe.
 */
public final class CaptureArchive implements TapRecording {
  /** A fixed time, so that the same walk makes the same archive. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final long most;
  private final Map<DeviceRef, Tap> taps = new LinkedHashMap<>();
  private long written;
  private long start;
  private int traces;

  private static final class Tap {
    private final List<Piece> pieces = new ArrayList<>();
    private final Set<Long> received = new HashSet<>();
    private final Set<Long> sent = new HashSet<>();
    private boolean twice;
    private long left;

    /** Keeps a packet; one that leaves through the device it came in by is seen twice. */
    void keep(Piece piece, long packet) {
      pieces.add(piece);
      (piece.out ? sent : received).add(packet);
      twice |= (piece.out ? received : sent).contains(packet);
    }
  }

  private record Piece(boolean out, ByteArrayOutputStream block) {}

  /**
   * An archive.
   *
   * @param most octets of packets to be written, of all devices
   */
  public CaptureArchive(long most) {
    this.most = most;
  }

  @Override
  public void begin(OutputStream out) {
    // the files are written one after the other, once all are known
  }

  @Override
  public void add(Trace trace, OutputStream out) throws IOException {
    for (TimestampedPacket packet : TimestampedPacket.of(trace, start)) {
      CapturedPacket shot = packet.shot();
      Tap tap = taps.computeIfAbsent(shot.device(), device -> new Tap());
      if (written >= most) {
        tap.left++;
        continue;
      }
      byte[] octets = Wire.of(shot.sighting().packet().frame());
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      written += new Pcapng(block).packet(0, packet.nanos(), octets, shot.flags(), shot.comment());
      long number = ((long) traces << Integer.SIZE) | shot.hop().packet();
      tap.keep(new Piece(shot.sighting().out(), block), number);
    }
    pass(trace);
  }

  @Override
  public void pass(Trace trace) {
    traces++;
    start = TimestampedPacket.after(start, TimestampedPacket.of(trace, start));
  }

  @Override
  public boolean saw(DeviceRef device) {
    return taps.containsKey(device);
  }

  @Override
  public void end(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    for (Map.Entry<DeviceRef, Tap> each : taps.entrySet()) {
      Tap tap = each.getValue();
      if (tap.twice) {
        write(each.getKey(), "-in", tap, piece -> !piece.out, zip);
        write(each.getKey(), "-out", tap, Piece::out, zip);
      } else {
        write(each.getKey(), "", tap, piece -> true, zip);
      }
    }
    zip.finish();
  }

  private void write(
      DeviceRef device, String side, Tap tap, Predicate<Piece> wanted, ZipOutputStream zip)
      throws IOException {
    ZipEntry entry = new ZipEntry(device + side + ".pcapng");
    entry.setTimeLocal(EPOCH);
    zip.putNextEntry(entry);
    Pcapng file = new Pcapng(zip);
    file.section("Podlane");
    file.ethernet(device.toString());
    for (Piece piece : tap.pieces) {
      if (wanted.test(piece)) {
        piece.block.writeTo(zip);
      }
    }
    if (tap.left > 0) {
      file.statistics(0, start, tap.left);
    }
    zip.closeEntry();
  }
}
