package dev.podlane.document;

/** How far a text was read, to go back there. */
record TreeMark(int documents, int number, int startsAt, long bytes, long aliasNodes, int told) {}
