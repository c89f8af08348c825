/** Network devices of a namespace and what a device of each kind is joined to. */
@NullMarked
package dev.podlane.net.link;

import org.jspecify.annotations.NullMarked;
