package dev.podlane.document.archive;

/** The archive format of a body, recognized by its first bytes, whatever its media type. */
public enum ArchiveFormat {
  /** A zip archive (PKWARE APPNOTE). */
  ZIP,
  /** Compressed with gzip (RFC 1952): a tar archive, or one file. */
  GZIP,
  /** A tar archive (POSIX.1-2001, or GNU). */
  TAR,
  /** Nothing of these. */
  NONE;

  /** The number of bytes by which it is recognized. */
  public static final int HEAD = 512;

  private static final int USTAR_AT = 257;

  /** Returns the format for the first bytes of a body. */
  public static ArchiveFormat of(byte[] head) {
    if (starts(head, 0, "PK\u0003\u0004") || starts(head, 0, "PK\u0005\u0006")) {
      return ZIP;
    }
    if (head.length > 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b && head[2] == 8) {
      return GZIP;
    }
    return starts(head, USTAR_AT, "ustar") ? TAR : NONE;
  }

  private static boolean starts(byte[] head, int at, String wanted) {
    if (head.length < at + wanted.length()) {
      return false;
    }
    for (int i = 0; i < wanted.length(); i++) {
      if (head[at + i] != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
