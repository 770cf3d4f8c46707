package io.vectorstream.serve.page;

import com.google.common.io.Files;
import com.google.common.io.Resources;
import io.vectorstream.serve.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The files of the page, held in memory. */
public final class Assets {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml");

  /** By path, those that are pages of their own. */
  private static final Map<String, String> PAGES = Map.of("", "index.html", "/docs", "docs.html");

  private static final List<String> OWN =
      List.of(
          "style.css",
          "icon.svg",
          "app.js",
          "ask.js",
          "charts.js",
          "docs.js",
          "elements.js",
          "figures.js",
          "letters.js",
          "openapi.json",
          "search.js",
          "words.js");

  private static final List<String> OF_UPLOT = List.of("uPlot.esm.js", "uPlot.min.css");

  private static final String UPLOT_PROPERTIES =
      "META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private Assets() {}

  /** By path, what is answered; the page itself is at the root. */
  public static Map<String, Answer> all() {
    Map<String, Answer> all = new TreeMap<>();
    PAGES.forEach((path, file) -> all.put(path, own(file)));
    OWN.forEach(file -> all.put("/" + file, own(file)));
    String uplot = "META-INF/resources/webjars/uplot/" + uplotVersion() + "/dist/";
    for (String file : OF_UPLOT) {
      all.put("/uplot/" + file, read(Resources.getResource(uplot + file), file));
    }
    return all;
  }

  private static Answer own(String file) {
    return read(Resources.getResource(Assets.class, file), file);
  }

  private static Answer read(URL resource, String file) {
    try {
      return new Answer(
          200, TYPES.get(Files.getFileExtension(file)), Resources.toByteArray(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From the library itself, so that its version is written down once, in the pom. */
  private static String uplotVersion() {
    try (InputStream properties = Resources.getResource(UPLOT_PROPERTIES).openStream()) {
      Properties uplot = new Properties();
      uplot.load(properties);
      return uplot.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
