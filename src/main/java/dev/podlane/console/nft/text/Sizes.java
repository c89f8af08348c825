package dev.podlane.console.nft.text;

/** Numbers of bytes with their unit, as nft prints them. */
final class Sizes {
  private static final String[] UNITS = {"bytes", "kbytes", "mbytes"};

  private Sizes() {}

  static String of(long bytes) {
    long number = bytes;
    int unit = 0;
    while (unit < UNITS.length - 1 && number != 0 && number % 1024 == 0) {
      number /= 1024;
      unit++;
    }
    return number + " " + UNITS[unit];
  }
}
