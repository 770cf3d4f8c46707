package io.vectorstream.benchmarks.longrun;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws what was seen, a chart for each unit. */
final class SoakChart {

  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 260;

  private final List<SoakSample> samples;
  private final double[] minutes;

  private SoakChart(List<SoakSample> samples) {
    this.samples = samples;
    this.minutes = values(sample -> sample.seconds() / 60);
  }

  /** Writes a picture. */
  static void write(List<SoakSample> samples, Path png) throws IOException {
    SoakChart chart = new SoakChart(samples.stream().filter(sample -> sample.p50() >= 0).toList());
    List<XYChart> charts = List.of(chart.latencies(), chart.memory(), chart.handles());
    BufferedImage picture =
        new BufferedImage(WIDTH, HEIGHT * charts.size(), BufferedImage.TYPE_INT_RGB);
    for (int place = 0; place < charts.size(); place++) {
      BufferedImage part = BitmapEncoder.getBufferedImage(charts.get(place));
      picture.createGraphics().drawImage(part, 0, place * HEIGHT, null);
    }
    ImageIO.write(picture, "png", png.toFile());
  }

  private XYChart latencies() {
    XYChart chart = chart("latency, ms");
    add(chart, "99 of 100 events", SoakSample::p99);
    add(chart, "half of the events", SoakSample::p50);
    return chart;
  }

  private XYChart memory() {
    XYChart chart = chart("memory, MB");
    add(chart, "resident", SoakSample::residentMegabytes);
    add(chart, "Java objects in use", SoakSample::liveMegabytes);
    add(chart, "Spark's blocks", SoakSample::blockMegabytes);
    return chart;
  }

  private XYChart handles() {
    XYChart chart = chart("number");
    add(chart, "open files", SoakSample::files);
    add(chart, "threads", SoakSample::threads);
    add(chart, "temporary files", SoakSample::temporaryFiles);
    return chart;
  }

  private static XYChart chart(String unit) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("minutes")
            .yAxisTitle(unit)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  private void add(XYChart chart, String name, ToDoubleFunction<SoakSample> figure) {
    chart.addSeries(name, minutes, values(figure)).setMarker(SeriesMarkers.NONE);
  }

  private double[] values(ToDoubleFunction<SoakSample> figure) {
    return samples.stream().mapToDouble(figure).toArray();
  }
}
