package dev.podlane.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The place of the page's own files: an address that changes with them, so that a browser keeps
 * them and a second visit asks for none of its 250 modules again.
 *
 * <p>Modules import each other by relative paths, so all of them are below the address that the
 * first one came from. It holds one digest of all files, not one of each: no module is rewritten.
 */
@Component
final class PageFiles {
  /** The files as they are now, to be asked after each time. */
  static final String CURRENT = "/app";

  private static final String FOLDER = "static/app/";
  private static final int DIGITS = 16;

  private final String address;

  /**
   * Reads the files once.
   *
   * @param cache false while the files are being written, which leaves them at {@link #CURRENT}
   */
  PageFiles(@Value("${podlane.page.cache}") boolean cache) {
    address = cache ? CURRENT + "/" + digest() : CURRENT;
  }

  /** The path in front of each file's own, without a slash at the end. */
  String address() {
    return address;
  }

  private static String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, Resource> file : files().entrySet()) {
        digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
        try (InputStream content = file.getValue().getInputStream()) {
          digest.update(content.readAllBytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException("the page's files in " + FOLDER + " cannot be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Map<String, Resource> files() throws IOException {
    Map<String, Resource> files = new TreeMap<>();
    for (Resource file :
        new PathMatchingResourcePatternResolver().getResources("classpath:/" + FOLDER + "**/*.*")) {
      String place = file.getURI().toString();
      files.put(place.substring(place.lastIndexOf(FOLDER)), file);
    }
    return files;
  }
}
