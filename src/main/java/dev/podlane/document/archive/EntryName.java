package dev.podlane.document.archive;

import dev.podlane.document.read.LeftOutFiles.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The meaning of an entry's name. The name is shown to people, and never becomes a path on a disk.
 */
public final class EntryName {
  private static final Pattern DOCUMENTS =
      Pattern.compile(".*\\.(ya?ml|json|jsonl|ndjson)", Pattern.DOTALL);
  private static final Pattern ARCHIVE =
      Pattern.compile(".*\\.(zip|tar|tgz|gz|bz2|xz|zst|7z|rar)", Pattern.DOTALL);
  private static final Pattern HIDDEN = Pattern.compile("(^|/)\\.[^/.]");
  private static final int LONGEST = 500;

  private EntryName() {}

  /** The name with slashes between its parts and none before them; cut if it is long. */
  static String of(String written) {
    String slashed = written.substring(0, Math.min(written.length(), LONGEST)).replace('\\', '/');
    int start = 0;
    while (slashed.startsWith("/", start) || slashed.startsWith("./", start)) {
      start += slashed.charAt(start) == '/' ? 1 : 2;
    }
    return slashed.substring(start);
  }

  /** Returns the reason to skip an entry of this name; empty if it is read. */
  public static Optional<Reason> passedOver(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (HIDDEN.matcher(name).find() || name.startsWith("__MACOSX/")) {
      return Optional.of(Reason.HIDDEN);
    }
    if (ARCHIVE.matcher(last).matches()) {
      return Optional.of(Reason.ARCHIVE);
    }
    boolean documents = DOCUMENTS.matcher(last).matches() || last.equals("kustomization");
    return documents ? Optional.empty() : Optional.of(Reason.OTHER);
  }
}
