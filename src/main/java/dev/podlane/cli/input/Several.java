package dev.podlane.cli.input;

import dev.podlane.document.archive.Archive;
import dev.podlane.document.archive.ArchiveFormat;
import dev.podlane.document.archive.Bundle;
import dev.podlane.document.archive.StoredBytes;
import dev.podlane.document.read.LeftOutFiles;
import dev.podlane.document.read.LeftOutFiles.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a command line names, in its order. A file is read whatever its name ends with.
 *
 * @param mostBytes bytes that the documents of an archive may have
 */
record Several(List<Given> given, long mostBytes) implements Bundle {
  Several {
    given = List.copyOf(given);
  }

  @Override
  public LeftOutFiles visit(Visitor visitor) throws IOException {
    Map<String, Integer> names = new HashMap<>();
    LeftOutFiles leftOut = LeftOutFiles.NONE;
    Visitor unique = (name, in) -> visitor.visit(unique(name, names), in);
    for (Given each : given) {
      LeftOutFiles more =
          each instanceof Given.Folder folder
              ? folder.files().visit(unique)
              : content((Given.Content) each, unique);
      leftOut = leftOut.and(more);
    }
    return leftOut;
  }

  private LeftOutFiles content(Given.Content each, Visitor visitor) throws IOException {
    StoredBytes bytes = each.bytes();
    ArchiveFormat format;
    try (InputStream in = bytes.open()) {
      format = ArchiveFormat.of(in.readNBytes(ArchiveFormat.HEAD));
    }
    if (format != ArchiveFormat.NONE) {
      String before = each.name() + "/";
      return new Archive(bytes, format, mostBytes)
          .visit((name, in) -> visitor.visit(name.isEmpty() ? each.name() : before + name, in));
    }
    try (InputStream in = bytes.open()) {
      Optional<Reason> why = visitor.visit(each.name(), in);
      return why.map(reason -> LeftOutFiles.NONE.and(each.name(), reason))
          .orElse(LeftOutFiles.NONE);
    }
  }

  private static String unique(String name, Map<String, Integer> names) {
    int before = names.merge(name, 1, Integer::sum) - 1;
    return before == 0 ? name : name + " (" + (before + 1) + ")";
  }
}
