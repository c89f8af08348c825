package dev.podlane.document.tree;

/** A position in a text to which reading can return. */
public record TreeMark(
    int documents, int number, int startsAt, long bytes, long aliasNodes, int told) {}
