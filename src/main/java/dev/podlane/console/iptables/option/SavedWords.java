package dev.podlane.console.iptables.option;

/** The words of an extension as iptables-save prints them, one option after the other. */
public final class SavedWords {
  private final StringBuilder text;

  public SavedWords(String extension) {
    this.text = new StringBuilder(extension);
  }

  /** An option without a value, or with it. */
  public SavedWords add(String words) {
    text.append(' ').append(words);
    return this;
  }

  /** The same, negated or not. */
  public SavedWords add(boolean inverted, String words) {
    return add(inverted ? "! " + words : words);
  }

  /** The same, if it is to be printed. */
  public SavedWords addIf(boolean isSaid, String words) {
    return isSaid ? add(words) : this;
  }

  /** Its name and options. */
  @Override
  public String toString() {
    return text.toString();
  }
}
