package dev.podlane.net.filter;

import org.jspecify.annotations.Nullable;

/**
 * A bucket of tokens as nft_limit.c has it: it fills as time passes, and a packet takes what it
 * costs.
 *
 * @param cost nanoseconds it takes to earn what one packet costs
 * @param most nanoseconds that a full bucket holds
 */
record TokenBucket(long cost, long most) {
  private static final long PER_MILLI = 1_000_000;

  /**
   * A bucket for packets.
   *
   * @param rate packets in a unit of time
   * @param unitSeconds the unit, in seconds
   * @param burst packets that a full bucket lets pass at once
   */
  static TokenBucket of(long rate, long unitSeconds, long burst) {
    long cost = unitSeconds * 1_000 * PER_MILLI / rate;
    return new TokenBucket(cost, cost > Long.MAX_VALUE / burst ? Long.MAX_VALUE : cost * burst);
  }

  /** The bucket as it is now, full if there was none. */
  RuleState.Bucket now(@Nullable RuleState known, long moment) {
    if (!(known instanceof RuleState.Bucket before)) {
      return new RuleState.Bucket(most, moment);
    }
    long millis = Math.min(moment - before.moment(), most / PER_MILLI + 1);
    long missing = most - before.tokens();
    long gained = millis * PER_MILLI;
    return new RuleState.Bucket(gained >= missing ? most : before.tokens() + gained, moment);
  }

  /** Returns true if a packet may pass. */
  boolean suffices(RuleState.Bucket bucket) {
    return bucket.tokens() >= cost;
  }

  /** The bucket after a packet has taken its tokens. */
  RuleState.Bucket taken(RuleState.Bucket bucket) {
    return new RuleState.Bucket(bucket.tokens() - cost, bucket.moment());
  }

  /** Packets that could pass at once. */
  long packets(RuleState.Bucket bucket) {
    return bucket.tokens() / cost;
  }
}
