/**
 * Documents as they are handed over: texts, archives and folders, measured before they are read.
 */
@NullMarked
package dev.podlane.workspace.input;

import org.jspecify.annotations.NullMarked;
