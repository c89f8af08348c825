package dev.podlane.net.filter;

/**
 * Something in a table besides chains and sets: a counter, a quota, a limit, a flowtable.
 *
 * @param kind the word that declares it
 * @param name unique among those of its kind
 * @param text contents of the braces, a line for each statement
 */
public record TableObject(String kind, String name, String text) {}
