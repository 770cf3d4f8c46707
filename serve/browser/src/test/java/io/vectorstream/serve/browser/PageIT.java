package io.vectorstream.serve.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.serve.RunState;
import io.vectorstream.tools.search.SearchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of a run, in a real browser. */
final class PageIT {

  private static final String MARKUP = "<img src=x onerror=\"window.taken=1\">";
  private static final String NOT_AN_EVENT = "<script>window.taken=1</script>";

  @TempDir Path folder;

  private static String event(int number, String name, String category, double price) {
    return String.format(
        Locale.ROOT,
        """
        {"event_id": "event-%d", "event_type": "view", "user_id": "u-%d",
         "timestamp": "2026-01-31T09:%02d:00Z",
         "product": {"id": "p-%d", "name": "%s", "category": "%s", "price": %.2f}}""",
        number,
        number,
        number % 60,
        number,
        name.replace("\"", "\\\""),
        category,
        price);
  }

  private static List<String> events() {
    List<String> events = new ArrayList<>();
    for (int number = 0; number < 30; number++) {
      events.add(event(number, "Wireless headphones " + number, "Electronics", 20 + number));
      events.add(event(100 + number, "Woollen scarf " + number, "Clothes", 5 + number));
    }
    events.add(event(999, MARKUP, "Markup", 1));
    return events;
  }

  @Test
  void showsTheRunAndFindsWhatItHasStored() throws Exception {
    try (Browser browser = Browser.open("en");
        ServedShop shop = new ServedShop(folder)) {
      browser.show(shop.url(), 1280, false);
      Browser.await("nothing is read", () -> browser.find(By.id("first")).isDisplayed());
      assertThat(browser.textOf("first")).isEqualTo("Nothing has been read yet");
      saysWhatToSendToItsOwnKafka(browser);

      shop.send(events());
      shop.send(List.of(NOT_AN_EVENT));
      Browser.await("all are stored", () -> figure(browser, "Stored").equals("61"));
      Browser.await("one is a letter", () -> figure(browser, "Dead letters").equals("1"));
      assertThat(figure(browser, "Read")).isEqualTo("62");
      assertThat(browser.find(By.id("first")).isDisplayed()).isFalse();
      assertThat(browser.textOf("state")).isEqualTo("Reading");
      Browser.await("Kafka is well", () -> browser.textOf("health").contains("Kafka: well"));

      ByEar ear = new ByEar(browser);
      ear.saysWhatHasChanged();
      ear.keepsThePlaceOfWhoReads();
      browser.show(shop.url(), 1280, false);
      ear.saysWhatIsWrongWithAField();
      searches(browser);
      ear.saysWordsInOnePiece();
      replaysTheLetter(browser);
      aTerminalFindsTheSame(shop.url());

      assertThat(browser.run("return window.taken")).as("scripts in events").isNull();
      assertThat(browser.hosts()).isNotEmpty().containsOnly("localhost");
      assertThat(browser.complaints()).isEmpty();
      for (int width : new int[] {360, 1920}) {
        for (boolean dark : new boolean[] {false, true}) {
          browser.show(shop.url(), width, dark);
          Browser.await("the letter is shown", () -> !letters(browser).isEmpty());
          assertThat(
                  browser.run("return document.documentElement.scrollWidth <= window.innerWidth"))
              .as("it fits")
              .isEqualTo(true);
          assertThat(browser.obstacles()).isEmpty();
        }
      }
      new Listening(browser, shop.url()).endsWhileNobodySeesIt();
      browser.show(shop.url() + "/docs", 1280, false);
      Browser.await(
          "the API is described", () -> browser.textOf("operations").contains("/metrics"));
      assertThat(browser.obstacles()).isEmpty();
      assertThat(browser.complaints()).isEmpty();
      speaksTurkish(shop.url());
    }
  }

  private static void saysWhatToSendToItsOwnKafka(Browser browser) {
    browser.run(
        """
        import("/figures.js").then(({ showRun }) =>
          showRun({ state: "READING", topics: "t, u", kafka: "localhost:1", kafkaIsEmbedded: true }));
        """);
    Browser.await(
        "it says what to do",
        () ->
            browser
                .textOf("first-command")
                .equals("scripts/generate --bootstrapServers=localhost:1 --topic=t --count=1000"));
  }

  private static void searches(Browser browser) {
    WebElement query = browser.find(By.name("q"));
    query.sendKeys("headphones without a cable", Keys.ENTER);
    Browser.await("hits", () -> browser.textOf("search-status").equals("10 hits"));
    assertThat(hits(browser).get(0)).startsWith("Wireless headphones").contains("Electronics");

    browser.find(By.tagName("summary")).click();
    Browser.await(
        "categories are offered",
        () -> browser.findAll(By.cssSelector("#categories option")).size() == 3);
    browser.find(By.name("category")).sendKeys("Clothes");
    browser.find(By.name("max_price")).sendKeys("7.5", Keys.ENTER);
    Browser.await("hits", () -> browser.textOf("search-status").equals("3 hits"));
    assertThat(hits(browser)).hasSize(3).allMatch(hit -> hit.startsWith("Woollen scarf"));

    browser.find(By.cssSelector("[name=mode] [value=words]")).click();
    query.sendKeys(Keys.ENTER);
    Browser.await(
        "no scarf has the words",
        () -> browser.textOf("search-status").equals("Nothing was found."));
    browser.find(By.cssSelector("[name=mode] [value='']")).click();
    query.sendKeys(Keys.ENTER);
    Browser.await("hits", () -> browser.textOf("search-status").equals("3 hits"));

    browser.find(By.name("category")).clear();
    browser.find(By.name("category")).sendKeys("Markup", Keys.ENTER);
    Browser.await("the hit", () -> browser.textOf("search-status").equals("1 hit"));
    assertThat(hits(browser).get(0)).startsWith(MARKUP);

    browser.find(By.name("category")).clear();
    browser.find(By.cssSelector("#hits button")).click();
    Browser.await(
        "what is like it",
        () -> browser.textOf("search-status").startsWith("Like " + MARKUP + ": "));
    assertThat(hits(browser)).isNotEmpty();
    new ByEar(browser).goesOnAt(browser.find(By.cssSelector("#hits button")).getAccessibleName());

    browser.find(By.name("max_price")).clear();
    browser.find(By.name("max_price")).sendKeys("1", Keys.ENTER);
    browser.find(By.name("min_price")).sendKeys("2", Keys.ENTER);
    Browser.await(
        "what is wrong", () -> browser.textOf("search-status").startsWith("That did not work"));
    // The browser says that an answer was 400.
    assertThat(browser.complaints()).isNotEmpty().allMatch(line -> line.contains("400"));
  }

  private static void replaysTheLetter(Browser browser) {
    Browser.await("the letter is shown", () -> letters(browser).size() == 1);
    assertThat(letters(browser).get(0)).startsWith("not JSON");
    browser.find(By.cssSelector("#letters summary")).click();
    WebElement value = browser.find(By.cssSelector("#letters pre"));
    assertThat(value.getText()).isEqualTo(NOT_AN_EVENT);

    browser.find(By.cssSelector("#letters button")).click();
    assertThat(browser.find(By.id("token-dialog")).getAttribute("aria-describedby"))
        .isEqualTo("token-why");
    WebElement token = browser.find(By.id("token"));
    token.sendKeys("ş" + ServedShop.TOKEN, Keys.ENTER);
    assertThat(token.getDomProperty("validationMessage"))
        .isEqualTo("A token is one word of ASCII characters.");
    assertThat(token.isDisplayed()).as("it is asked for still").isTrue();
    token.clear();
    token.sendKeys(ServedShop.TOKEN, Keys.ENTER);
    Browser.await(
        "it was sent again", () -> browser.textOf("letters-status").startsWith("Sent again"));
    new ByEar(browser).goesOnAt("Send again: not JSON");
    // It is still none, and becomes a letter once more.
    Browser.await("its letter", () -> figure(browser, "Dead letters").equals("2"));
    Browser.await("both are shown", () -> letters(browser).size() == 2);
    assertThat(value.isDisplayed()).as("what was open stays so").isTrue();
  }

  private static void aTerminalFindsTheSame(String url) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new SearchCommand()
            .execute(
                new PrintWriter(out),
                new PrintWriter(err),
                "headphones without a cable",
                "--run=" + url,
                "--category=Electronics",
                "--maxPrice=21",
                "--limit=5");
    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("Wireless headphones") && line.contains("(Electronics, 2"));

    code =
        new SearchCommand()
            .execute(
                new PrintWriter(out), new PrintWriter(err), "--similar=not/there", "--run=" + url);
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith("--run: ").contains("not/there").hasLineCount(1);
  }

  private static void speaksTurkish(String url) {
    try (Browser browser = Browser.open("tr")) {
      browser.show(url, 800, false);
      Browser.await("it has words", () -> browser.textOf("search-title").equals("Arama"));
      assertThat(browser.run("return document.documentElement.lang")).isEqualTo("tr");
      Browser.await("figures", () -> figure(browser, "Saklanan").equals("61"));
      Browser.await("health", () -> browser.textOf("health").contains("yanıt veriyor"));
      for (RunState state : RunState.values()) {
        assertThat(browser.toldOf(state.toString())).isNotEqualTo(state.toString());
      }
    }
  }

  private static String figure(Browser browser, String name) {
    return browser.findAll(By.cssSelector("#figures div")).stream()
        .map(WebElement::getText)
        .filter(text -> text.startsWith(name + "\n"))
        .map(text -> text.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  private static List<String> hits(Browser browser) {
    return browser.findAll(By.cssSelector("#hits > li")).stream().map(WebElement::getText).toList();
  }

  private static List<String> letters(Browser browser) {
    return browser.findAll(By.cssSelector("#letters > li")).stream()
        .map(WebElement::getText)
        .toList();
  }
}
