/** Archives as they are uploaded: which files in them hold documents, and what is in these. */
@NullMarked
package dev.podlane.web.archive;

import org.jspecify.annotations.NullMarked;
