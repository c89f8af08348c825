package dev.podlane.net.filter;

/**
 * Where a rule stands.
 *
 * @param table name of the table
 * @param chain name of the chain
 * @param position from 0
 */
public record RulePlace(String table, String chain, int position) {}
