package dev.podlane.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.podlane.tools.Tool;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One Chromium for all classes that drive a page: they run in one thread, one after the other. */
final class Chromium implements BeforeAllCallback {
  /**
   * Spares Chromium a quarter of its work: every profile opened a window whose address bar loads
   * two pages of its own, and kept a process in reserve. A second list replaces the one of
   * Playwright, so the first lines repeat what of it concerns a test.
   */
  private static final String NOT_NEEDED =
      "--disable-features=BoundaryEventDispatchTracksNodeRemoval,DestroyProfileOnBrowserClose,"
          + "AvoidUnnecessaryBeforeUnloadCheckSync,HttpsUpgrades,LensOverlay,MediaRouter,"
          + "DialMediaRouteProvider,GlobalMediaControls,PaintHolding,ThirdPartyStoragePartitioning,"
          + "BlockOriginHeaderModificationOnRedirect,Translate,OptimizationHints,"
          + "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
          + "SpareRendererForSitePerProcess";

  private @Nullable Running running;

  @Override
  public void beforeAll(ExtensionContext test) {
    running =
        test.getRoot()
            .getStore(ExtensionContext.Namespace.create(Chromium.class))
            .computeIfAbsent(Running.class, key -> Running.started(), Running.class);
  }

  /** The browser, once a class with this extension has begun. */
  Browser browser() {
    return Objects.requireNonNull(running, "no class has begun").browser();
  }

  /** JUnit closes it after the last class. */
  private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
    static Running started() {
      PlaywrightAssertions.setDefaultAssertionTimeout(BrowserTest.WAIT_MILLIS);
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(Tool.CHROMIUM.path())
                      .setArgs(
                          List.of(
                              "--no-sandbox",
                              "--disable-background-networking",
                              "--disable-component-update",
                              NOT_NEEDED,
                              "--no-first-run")));
      return new Running(playwright, browser);
    }

    @Override
    public void close() {
      playwright.close();
    }
  }
}
