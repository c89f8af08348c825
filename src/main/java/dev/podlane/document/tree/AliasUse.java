package dev.podlane.document.tree;

import dev.podlane.document.Value;

/** The value that an alias refers to, and the value in its place. */
public record AliasUse(Value target, Value here) {}
