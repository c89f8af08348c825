package dev.podlane.web.page;

import dev.podlane.web.text.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page: one shell, everything else is drawn by its scripts. */
@Controller
class PageController {
  @GetMapping("/")
  String page(HttpServletRequest request, HttpServletResponse response, Model model) {
    model.addAttribute("lang", Language.of(request).code());
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noCache().getHeaderValue());
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    return "index";
  }
}
