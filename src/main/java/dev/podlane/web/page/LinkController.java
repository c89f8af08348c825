package dev.podlane.web.page;

import dev.podlane.web.space.Spaces;
import dev.podlane.web.text.AskedLanguage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Links to clusters: the page, with a title and a picture for programs that do not run it. A link's
 * fragment, with the view and perhaps a token, is never sent here.
 */
@Controller
class LinkController {
  private final PageController pages;
  private final Previews previews;
  private final Spaces spaces;

  LinkController(PageController pages, Previews previews, Spaces spaces) {
    this.pages = pages;
    this.previews = previews;
    this.spaces = spaces;
  }

  @GetMapping("/c/{cluster}")
  String page(
      @PathVariable String cluster,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Preview preview = preview(cluster, request);
    model.addAttribute("preview", preview);
    if (!preview.isThere()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
    return pages.page(request, response, model);
  }

  @GetMapping(path = "/c/{cluster}/preview.png", produces = MediaType.IMAGE_PNG_VALUE)
  ResponseEntity<byte[]> picture(@PathVariable String cluster, HttpServletRequest request) {
    Preview preview = preview(cluster, request);
    return preview.isThere()
        ? ResponseEntity.ok()
            .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
            // a chat in a browser shows it in its own page; there is nothing secret in it
            .header("Cross-Origin-Resource-Policy", "cross-origin")
            .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
            .body(PreviewPicture.draw(preview.pods()))
        : ResponseEntity.notFound().build();
  }

  private Preview preview(String cluster, HttpServletRequest request) {
    String url = spaces.settings().url();
    String origin =
        url.isEmpty()
            ? ServletUriComponentsBuilder.fromContextPath(request).build().toUriString()
            : url;
    return previews.of(cluster, AskedLanguage.of(request), origin);
  }
}
