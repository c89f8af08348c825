package dev.podlane.cli.input;

import dev.podlane.document.archive.StoredBytes;

/** One thing that a command line names, found. */
sealed interface Given {
  /** The name to show, and to begin the names of files in it with. */
  String name();

  /** A file or standard input: a text, or an archive. */
  record Content(String name, StoredBytes bytes) implements Given {}

  /** A folder. */
  record Folder(String name, FolderBundle files) implements Given {}
}
