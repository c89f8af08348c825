package dev.podlane.cluster.field;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises replacements of masked values by people and tools: {@code ***HIDDEN***}, {@code
 * <redacted>}, {@code x.x.x.x}, {@code x-ipv4-0000000001-x} (must-gather-clean).
 */
public final class MaskedValue {
  private static final Pattern WORD =
      Pattern.compile("redact|hidden|mask|removed|censor|anonymi|obfuscat|sanitiz|scrubbed");
  private static final Pattern BRACKETS =
      Pattern.compile("<[^<>]*>|\\[[^\\[\\]]*]|x-ipv[46]-\\d+-x");
  private static final Pattern MASK = Pattern.compile("[0-9.:/-]*[x*#?_]+[0-9.:/x*#?_-]*");
  private static final int LONGEST = 100;

  private MaskedValue() {}

  /** Returns true if a text stands for an address or a block that is masked. */
  public static boolean is(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    return lower.length() <= LONGEST
        && (WORD.matcher(lower).find()
            || BRACKETS.matcher(lower).matches()
            || MASK.matcher(lower).matches());
  }
}
