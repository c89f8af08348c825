/** Sets up the store as configured: in a file of the data directory, or on a database server. */
@NullMarked
package dev.podlane.store.setup;

import org.jspecify.annotations.NullMarked;
