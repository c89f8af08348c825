package dev.podlane.document;

/** A node of a document's tree. */
public sealed interface Value permits MapValue, ListValue, ScalarValue {
  /** Line in the file where the value starts, from 1. */
  int line();
}
