package dev.podlane.console.nft.text;

/**
 * Handles by which rules are named: numbers in the order of the listing. The kernel gives them in
 * the order in which things are made; nobody has to remember one longer than from a listing to the
 * command that uses it.
 */
public final class Handles {
  private Handles() {}

  /**
   * The position of the rule with a handle in a chain.
   *
   * @param before number of handles before the chain's first rule
   * @param rules number of rules in the chain
   * @return -1 if it is none of its rules
   */
  public static int position(int before, int rules, int handle) {
    int position = handle - before - 1;
    return position >= 0 && position < rules ? position : -1;
  }
}
