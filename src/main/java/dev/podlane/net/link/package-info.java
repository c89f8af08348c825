/** Network devices of a namespace, and the connections of each kind. */
@NullMarked
package dev.podlane.net.link;

import org.jspecify.annotations.NullMarked;
