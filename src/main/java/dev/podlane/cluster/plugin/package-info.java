/** The plugin of the pod network, as the objects that install it tell. */
@NullMarked
package dev.podlane.cluster.plugin;

import org.jspecify.annotations.NullMarked;
