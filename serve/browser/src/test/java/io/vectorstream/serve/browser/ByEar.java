package io.vectorstream.serve.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page as somebody has it who hears it and does not see it. */
final class ByEar {

  private final Browser browser;

  ByEar(Browser browser) {
    this.browser = browser;
  }

  /**
   * What changes is read aloud, and only that; whoever reads it later line by line hears it too.
   */
  void saysWhatHasChanged() {
    assertThat(browser.spoken().stream().map(Object::toString))
        .containsExactlyInAnyOrder("state", "search-status", "letters-status");
    // Of an element in this role, Orca reads the role and not the text.
    assertThat(browser.findAll(By.cssSelector("[role=status]"))).isEmpty();
    assertThat(browser.findAll(By.cssSelector("[role=search] [role=search]"))).isEmpty();
    assertThat(browser.find(By.id("search")).getAriaRole()).isEqualTo("search");
  }

  /** Whoever reads about the run is not sent back to the beginning when that changes. */
  void keepsThePlaceOfWhoReads() {
    String readParts = "[...document.querySelectorAll('#health li *, #run dd, #figures dd')]";
    Object count = browser.run("window.read = " + readParts + "; return window.read.length");
    assertThat(count).isEqualTo(4L * 3 + 5 + 7);
    browser.run(
        """
        const part = { status: "DOWN", message: "away", since: "2026-01-31T09:30:00Z" };
        import("/figures.js").then(({ showHealth, showRun }) => {
          showHealth({ kafka: part, store: part, model: part, pipeline: part });
          showRun({
            state: "ENDING", version: "2", runner: "another", model: "a model", precision: "fp32",
            device: "cpu", topics: "t", kafka: "k:1", collection: "c", store: "s:1" });
          window.shownAnew = document.getElementById("run").innerText;
        });
        """);
    Browser.await("it is shown", () -> browser.run("return window.shownAnew") != null);
    assertThat(browser.run("return window.shownAnew")).asString().contains("c @ s:1");
    assertThat(browser.run("return window.read.filter((one) => !one.isConnected).length"))
        .isEqualTo(0L);
  }

  /** A word in several lines is read aloud line by line: letter by letter at the worst. */
  void saysWordsInOnePiece() {
    assertThat(
            browser.run(
                """
                return [...document.querySelectorAll(".hits .unseen")].map((one) => {
                  const text = document.createRange();
                  text.selectNodeContents(one);
                  return new Set([...text.getClientRects()].map(({ top }) => top)).size;
                }).join("");
                """))
        .asString()
        .matches("1+");
  }

  /** Browsers show beside a field what is wrong with it, which not all say. */
  void saysWhatIsWrongWithAField() {
    WebElement query = browser.find(By.name("q"));
    query.sendKeys(Keys.ENTER);
    assertThat(browser.textOf("search-status"))
        .isEqualTo("What to look for: Please fill out this field.");

    WebElement price = browser.find(By.name("min_price"));
    browser.run("document.querySelector('[name=min_price]').value = '-1'");
    query.sendKeys("anything", Keys.ENTER);
    assertThat(browser.textOf("search-status")).startsWith("Price from: Value must be");
    assertThat(price.isDisplayed()).as("the filters are open").isTrue();
    assertThat(price).isEqualTo(browser.focused());

    browser.run("document.getElementById('search-form').reset()");
    browser.find(By.tagName("summary")).click();
  }

  /** Whoever has pressed a button goes on from there. */
  void goesOnAt(String name) {
    assertThat(browser.focused().getAccessibleName()).startsWith(name);
  }
}
