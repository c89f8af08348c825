package dev.podlane.document.tree;

/**
 * A part of a text, mostly one document of many.
 *
 * @param text the part itself
 * @param offset characters before it
 * @param line of its first character, from 1
 */
public record TextPart(String text, int offset, int line) {}
