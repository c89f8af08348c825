/** Files that come together: which of them hold documents, and their contents. */
@NullMarked
package dev.podlane.document.archive;

import org.jspecify.annotations.NullMarked;
