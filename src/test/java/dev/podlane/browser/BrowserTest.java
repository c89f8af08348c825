package dev.podlane.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.podlane.tools.NeedsTool;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A test that drives the real page in a real Chromium against the real server.
 *
 * <p>Every test gets a page of its own in a profile that remembers nothing but the files it may
 * keep by their headers, as a browser would at a second visit. What the page wrote to its console
 * as an error, threw, or asked of another server fails the test. A screenshot of each test is kept
 * in {@code target/screenshots}.
 */
@NeedsTool({"chromium", "cjk-font"})
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
public abstract class BrowserTest {
  /** Long, as other tests work on the same machine meanwhile, and some open several browsers. */
  static final double WAIT_MILLIS = 60_000;

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  @RegisterExtension static final Chromium chromium = new Chromium();

  @LocalServerPort private int port;

  private BrowserContext context;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /** The page under test, not yet opened. */
  protected Page page;

  @DynamicPropertySource
  static void temporaryStore(DynamicPropertyRegistry registry) {
    registry.add("podlane.data-dir", BrowserTest::freshFolder);
  }

  private static String freshFolder() {
    return Path.of("target", "browser-data", Long.toHexString(System.nanoTime()))
        .toAbsolutePath()
        .toString();
  }

  @BeforeAll
  void openContext() {
    context = chromium.browser().newContext(profile());
    context.setDefaultTimeout(WAIT_MILLIS);
    context.onRequest(
        request -> {
          if (!request.url().startsWith(origin()) && !request.url().matches("(data|blob):.*")) {
            complaints.add("asked another server: " + request.url());
          }
        });
    if (toldAtOnce()) {
      context.addInitScript("try { localStorage.setItem('podlane.tell', 'at once') } catch {}");
    }
  }

  @AfterAll
  void closeContext() {
    context.close();
  }

  @BeforeEach
  void openPage() {
    complaints.clear();
    page = context.newPage();
    forget();
    page.onPageError(error -> complaints.add("threw: " + error));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add("console: " + message.text());
          }
        });
  }

  @AfterEach
  void closePages(TestInfo test) {
    try {
      screenshot(test.getTestMethod().orElseThrow().getName());
      assertThat(complaints).as("what the page complained of").isEmpty();
    } finally {
      context.pages().forEach(Page::close);
    }
  }

  /** Leaves of the profile only the files that the server lets a browser keep. */
  private void forget() {
    JsonObject everything = new JsonObject();
    everything.addProperty("origin", origin());
    everything.addProperty("storageTypes", "all");
    context.newCDPSession(page).send("Storage.clearDataForOrigin", everything);
    context.clearCookies();
  }

  /** Size, language and motion of the page; a test may want others. */
  protected Browser.NewContextOptions profile() {
    return new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-US");
  }

  /** Returns true if the page tells how a walk ends before its packet has arrived, a setting. */
  protected boolean toldAtOnce() {
    return true;
  }

  /** Scheme, host and port of the server under test, without a slash at the end. */
  protected String origin() {
    return "http://localhost:" + port;
  }

  /**
   * Opens an address of the page.
   *
   * @param path from the root, such as {@code /?lang=zh}
   */
  protected void open(String path) {
    page.navigate(origin() + path);
  }

  /** Waits for the walk that was just sent, stops its playing, and stands at its first step. */
  protected void standAtTheBeginning() {
    page.locator("#inspector .outcome").waitFor();
    page.locator("#stage").press("Home");
    PlaywrightAssertions.assertThat(page.locator("#player .where")).containsText("step 1 of");
  }

  /** Keeps a picture for people to look at, as {@code target/screenshots/Class-name.png}. */
  protected void screenshot(String name) {
    Path file = SCREENSHOTS.resolve(getClass().getSimpleName() + "-" + name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  /** Expects that the page complains, and forgets it: for tests of refused input. */
  protected void expectComplaint(String part) {
    assertThat(complaints).anyMatch(complaint -> complaint.contains(part));
    complaints.removeIf(complaint -> complaint.contains(part));
  }
}
