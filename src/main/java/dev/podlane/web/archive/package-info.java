/** Archives as they are uploaded: the files in them that hold documents, and their contents. */
@NullMarked
package dev.podlane.web.archive;

import org.jspecify.annotations.NullMarked;
