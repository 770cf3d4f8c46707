package io.vectorstream.serve.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.Resources;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window, and what it was seen to do. */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_NANOS = 100_000_000;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Opens one whose user reads a language. The test is skipped where there is no Chromium. */
  static Browser open(String language) {
    assumeTrue(
        isInstalled("chromium") && isInstalled("chromedriver"),
        "Chromium and its driver are not installed: the page is not opened in a browser");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(find("chromium").toString());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--lang=" + language);
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(find("chromedriver").toFile())
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static boolean isInstalled(String program) {
    return Files.isExecutable(find(program));
  }

  private static Path find(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(Path.of(program));
  }

  void show(String url, int width, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    driver.get(url);
  }

  WebElement find(By what) {
    return driver.findElement(what);
  }

  List<WebElement> findAll(By what) {
    return driver.findElements(what);
  }

  String textOf(String id) {
    return driver.findElement(By.id(id)).getText();
  }

  Object run(String script) {
    return driver.executeScript(script);
  }

  /** What keys go to. */
  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** What the page makes of something that the run says of itself. */
  Object toldOf(String message) {
    return driver.executeAsyncScript(
        """
        const [message, done] = arguments;
        import("/words.js").then(({ told }) => done(told(message)));
        """,
        message);
  }

  static void await(String what, BooleanSupplier condition) {
    Instant limit = Instant.now().plus(PATIENCE);
    while (!holds(condition)) {
      assertThat(Instant.now()).as("waiting until %s", what).isBefore(limit);
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** The page may replace an element between finding it and looking at it. */
  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (StaleElementReferenceException e) {
      return false;
    }
  }

  /** What axe-core finds on the page that keeps people from using it, a line each. */
  List<String> obstacles() throws IOException {
    driver.executeScript(
        Resources.toString(Resources.getResource("axe.min.js"), StandardCharsets.UTF_8));
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run().then((results) => done(JSON.stringify(results.violations)));
            """);
    List<String> obstacles = new ArrayList<>();
    for (JsonNode violation : new ObjectMapper().readTree((String) found)) {
      String impact = violation.get("impact").asText();
      if (impact.equals("serious") || impact.equals("critical")) {
        obstacles.add(violation.get("id").asText() + ": " + violation.at("/nodes/0/html").asText());
      }
    }
    return obstacles;
  }

  /** The ids of what a screen reader reads aloud whenever it changes. */
  List<?> spoken() {
    return (List<?>)
        driver.executeScript(
            """
            const live = "output, [role=status], [role=alert], [role=log], [aria-live]";
            return [...document.querySelectorAll(live)].map((one) => one.id);
            """);
  }

  /** What the browser has complained of since the last time, a line each. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The hosts that have been asked for something since the last time. */
  List<String> hosts() throws IOException {
    List<String> hosts = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = new ObjectMapper().readTree(entry.getMessage()).get("message");
      if (message.get("method").asText().equals("Network.requestWillBeSent")) {
        String host = URI.create(message.at("/params/request/url").asText()).getHost();
        if (host != null) {
          hosts.add(host);
        }
      }
    }
    return hosts;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
