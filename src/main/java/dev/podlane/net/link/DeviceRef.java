package dev.podlane.net.link;

/**
 * Names a device of a network.
 *
 * @param namespace network namespace; may itself hold slashes
 * @param device name of the device
 */
public record DeviceRef(String namespace, String device) {
  /** The element id: a device is what follows the last slash. */
  @Override
  public String toString() {
    return namespace + "/" + device;
  }
}
