package dev.podlane.console.command;

/** Words written so that a POSIX shell reads them as they are (IEEE 1003.1, 2.2 Quoting). */
public final class ShellWords {
  private static final String PLAIN = "-_./:=@%+,";

  private ShellWords() {}

  /** The word itself if it needs no quotes, else in single quotes. */
  public static String quote(String word) {
    boolean isPlain =
        !word.isEmpty() && word.chars().allMatch(each -> isLetterOrDigit(each) || isMark(each));
    return isPlain ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static boolean isLetterOrDigit(int each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9');
  }

  private static boolean isMark(int each) {
    return PLAIN.indexOf(each) >= 0;
  }
}
