package dev.podlane.cli.input;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.archive.ArchiveException;
import dev.podlane.document.read.Documents;
import dev.podlane.document.read.Read;
import dev.podlane.workspace.Workspace;
import dev.podlane.workspace.input.TextMeasure;
import dev.podlane.workspace.input.TextSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens what a command line names: files, folders, archives, and {@code -} for standard input. */
public final class Inputs {
  /** Bytes that the documents of a folder or an archive may have, as for an upload. */
  private static final long MOST_BYTES = 1L << 30;

  private static final String STDIN = "-";

  /** Part of the heap that a text and its trees may take, in percent. */
  private static final int SHARE = 75;

  private final InputStream stdin;

  /** Inputs of a process. */
  public Inputs(InputStream stdin) {
    this.stdin = stdin;
  }

  /**
   * Opens files together as one cluster.
   *
   * @throws InputException if one cannot be had, or is no text or archive that can be read
   * @throws DocumentException if no document can be read, or none holds an object
   */
  public Opened open(List<String> names) throws IOException, InputException {
    String name = names.size() == 1 ? shown(names.get(0)) : "";
    String text = text(names, name);
    return new Opened(Workspace.open(name, text), name, text);
  }

  /**
   * Reads documents beside a cluster.
   *
   * @throws InputException if the input cannot be had, or is no text that can be read
   * @throws DocumentException if no document can be read
   */
  public Read documents(String name) throws IOException, InputException {
    return Documents.read(shown(name), text(List.of(name), shown(name)));
  }

  private static String shown(String name) {
    return name.equals(STDIN) ? "stdin" : name;
  }

  private String text(List<String> names, String name) throws IOException, InputException {
    List<Given> all = new ArrayList<>();
    for (String each : names) {
      all.add(given(each));
    }
    try {
      return read(source(all));
    } catch (ArchiveException refused) {
      throw InputException.of(name, refused);
    } catch (CharacterCodingException notUtf8) {
      throw new InputException("cli.input.not-utf8", name);
    }
  }

  private static TextSource source(List<Given> all) throws IOException {
    return all.size() == 1 && all.get(0) instanceof Given.Content only
        ? TextSource.of(only.bytes(), MOST_BYTES)
        : TextSource.of(new Several(all, MOST_BYTES));
  }

  /** Keeps only the fields in use of a text that the heap cannot take. */
  private static String read(TextSource source) throws IOException {
    TextMeasure measure = source.measure();
    long most = Runtime.getRuntime().maxMemory() / 100 * SHARE;
    boolean fits = measure.bytes() <= most && measure.units() <= Limits.DEFAULT.characters();
    return fits || measure.isBlank() ? source.text(measure) : source.condensed();
  }

  private Given given(String name) throws IOException, InputException {
    try {
      return name.equals(STDIN)
          ? new Given.Content(shown(name), HeldBytes.of(stdin))
          : onDisk(name, Path.of(name));
    } catch (ArchiveException refused) {
      throw InputException.of(shown(name), refused);
    } catch (NoSuchFileException | InvalidPathException none) {
      throw new InputException("cli.input.no-file", name);
    } catch (IOException unreadable) {
      throw new InputException("cli.input.unreadable", name, "" + unreadable.getMessage());
    }
  }

  /** Finds a file or a folder; anything else is a pipe. */
  private static Given onDisk(String name, Path path) throws IOException {
    if (Files.isDirectory(path)) {
      String prefix =
          name.length() > 1 && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
      return new Given.Folder(name, new FolderBundle(path, prefix, MOST_BYTES));
    }
    if (Files.isRegularFile(path)) {
      return new Given.Content(name, new FileBytes(path));
    }
    try (InputStream in = Files.newInputStream(path)) {
      return new Given.Content(name, HeldBytes.of(in));
    }
  }
}
