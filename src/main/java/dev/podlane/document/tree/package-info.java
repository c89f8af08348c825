/** Builds trees from the events of a reader, enforces the limits and leaves out unwanted fields. */
@NullMarked
package dev.podlane.document.tree;

import org.jspecify.annotations.NullMarked;
