package dev.podlane.store;

import dev.podlane.tools.Command;
import dev.podlane.tools.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL server of its own, with an empty store. It refuses to run as root. */
record PostgresServer(Path bin, Path data, boolean root, DataSource source)
    implements AutoCloseable {

  static PostgresServer start(Path directory) throws IOException {
    boolean root = "root".equals(System.getProperty("user.name"));
    Path bin = Objects.requireNonNull(Tool.named("postgres").path().toRealPath().getParent());
    Path data = directory.resolve("data");
    if (root) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    run(root, bin.resolve("initdb") + " -D " + data + " -U podlane -A trust --no-sync");
    int port = freePort();
    run(
        root,
        bin.resolve("pg_ctl")
            + " -D "
            + data
            + " -w -l "
            + data
            + "/log start -o \"-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off\"");
    DataSource source =
        new DriverManagerDataSource(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "podlane", "");
    Flyway.configure().dataSource(source).locations("classpath:db/store").load().migrate();
    return new PostgresServer(bin, data, root, source);
  }

  @Override
  public void close() throws IOException {
    run(root, bin.resolve("pg_ctl") + " -D " + data + " -m immediate stop");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void run(boolean root, String command) throws IOException {
    List<String> words =
        root
            ? List.of("setpriv", "--reuid=65534", "--clear-groups", "sh", "-c", command)
            : List.of("sh", "-c", command);
    Command done = Command.run(Path.of("/"), Duration.ofMinutes(1), words);
    if (done.exit() != 0) {
      throw new IOException(command + ": " + done.output());
    }
  }
}
