package dev.podlane.document;

/** What an alias stands for, and the value in its place. */
record AliasUse(Value target, Value here) {}
