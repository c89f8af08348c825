package dev.podlane.net.link;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;

/**
 * A permanent neighbour entry, set by hand ({@code ip neigh … nud permanent}).
 *
 * @param device device the neighbour is reached by
 * @param ip its address
 * @param mac its hardware address
 */
public record Neighbour(String device, Ip ip, Mac mac) {}
