/** Services and their endpoints as they are written; nothing here answers a packet yet. */
@NullMarked
package dev.podlane.cluster.service;

import org.jspecify.annotations.NullMarked;
