/** Documents from files, folders, archives and standard input. */
@NullMarked
package dev.podlane.cli.input;

import org.jspecify.annotations.NullMarked;
