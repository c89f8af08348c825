package dev.podlane.web.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.web.api.body.ReceivedBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in memory or in a file. */
class SpoolTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path data;
  private SpoolRoom room;

  @BeforeEach
  void room() {
    room = new SpoolRoom(data, 4 * MEGABYTE, 8 * MEGABYTE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 5000, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE})
  void whatIsWrittenIsReadAsOftenAsWanted(int size) throws IOException {
    byte[] bytes = bytes(size);
    try (Spool spool = new Spool(room)) {
      for (int at = 0; at < size; at += 1000) {
        spool.write(bytes, at, Math.min(1000, size - at));
      }

      assertThat(spool.size()).isEqualTo(size);
      assertThat(read(spool)).isEqualTo(bytes);
      assertThat(read(spool)).isEqualTo(bytes);
    }
    assertThat(room.taken()).isZero();
    assertThat(files()).isEmpty();
  }

  @Test
  void onlyTheServersUserReadsItsFile() throws IOException {
    try (Spool spool = new Spool(room)) {
      spool.write(bytes(2 * MEGABYTE));

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void whereMemoryIsTakenAFileIsUsed() throws IOException {
    SpoolRoom narrow = new SpoolRoom(data, 5000, MEGABYTE);
    try (Spool first = new Spool(narrow);
        Spool second = new Spool(narrow)) {
      first.write(bytes(4096));
      assertThat(files()).isEmpty();
      second.write(bytes(4096));
      assertThat(files()).hasSize(1);
      assertThat(read(second)).isEqualTo(bytes(4096));
    }
    assertThat(narrow.taken()).isZero();
  }

  @Test
  void allTogetherHaveABound() throws IOException {
    try (Spool first = new Spool(room);
        Spool second = new Spool(room)) {
      first.write(bytes(6 * MEGABYTE));

      assertThatThrownBy(() -> second.write(bytes(3 * MEGABYTE)))
          .isInstanceOf(NoRoomException.class);

      first.release();
      second.write(bytes(3 * MEGABYTE));
      assertThat(read(second)).isEqualTo(bytes(3 * MEGABYTE));
    }
    assertThat(room.taken()).isZero();
  }

  @Test
  void whoKeepsABodyEndsIt() throws IOException {
    Spool spool = new Spool(room);
    spool.write(bytes(2 * MEGABYTE));
    ReceivedBody.Kept kept = spool.keep();

    spool.release();
    assertThat(read(kept.body())).hasSize(2 * MEGABYTE);

    kept.close();
    kept.close();
    assertThat(room.taken()).isZero();
    assertThat(files()).isEmpty();
  }

  @Test
  void aStartRemovesWhatAKilledServerLeft() throws IOException {
    Path left = room.newFile();
    room.close();

    SpoolRoom next = new SpoolRoom(data, MEGABYTE, MEGABYTE);
    assertThat(left).doesNotExist();

    Path used = next.newFile();
    var unused = new SpoolRoom(data, MEGABYTE, MEGABYTE);
    assertThat(used).as("a second server leaves the first one's files alone").exists();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(data.resolve("tmp"))) {
      return all.filter(file -> !file.endsWith("lock")).toList();
    }
  }

  private static byte[] read(ReceivedBody body) throws IOException {
    try (InputStream in = body.open()) {
      return in.readAllBytes();
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
