package dev.podlane.net.filter;

/**
 * The place of a rule: table, chain and position from 0.
 *
 * @param table name of the table
 * @param chain name of the chain
 * @param position from 0
 */
public record RulePlace(String table, String chain, int position) {}
