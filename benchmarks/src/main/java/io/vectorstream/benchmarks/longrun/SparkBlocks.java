package io.vectorstream.benchmarks.longrun;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What Spark's metrics and Java's own beans tell of another process on this machine. */
final class SparkBlocks implements AutoCloseable {

  /** Has Spark publish its metrics as beans. */
  static final String JVM_FLAG =
      "-Dspark.metrics.conf.*.sink.jmx.class=org.apache.spark.metrics.sink.JmxSink";

  private static final double MEGABYTE = 1 << 20;

  private final JMXConnector connector;
  private final MBeanServerConnection beans;
  private final List<MemoryPoolMXBean> pools;

  private SparkBlocks(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.beans = connector.getMBeanServerConnection();
    this.pools = ManagementFactory.getPlatformMXBeans(beans, MemoryPoolMXBean.class);
  }

  /** Connects to the beans of a process. */
  @SuppressWarnings("BanJNDI") // Connects to a process of this user's, on this machine.
  static SparkBlocks of(long pid) throws IOException {
    VirtualMachine machine;
    try {
      machine = VirtualMachine.attach(String.valueOf(pid));
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
    try {
      String address = machine.startLocalManagementAgent();
      return new SparkBlocks(JMXConnectorFactory.connect(new JMXServiceURL(address)));
    } finally {
      machine.detach();
    }
  }

  /** Java objects that were there after the last collections of their kinds. */
  double liveMegabytes() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage live = pool.getCollectionUsage();
      bytes += live == null ? 0 : live.getUsed();
    }
    return bytes / MEGABYTE;
  }

  /** The blocks in memory and on disk; 0 before Spark has started. */
  double megabytes() throws IOException {
    return sum("memory.memUsed_MB") + sum("disk.diskSpaceUsed_MB");
  }

  private double sum(String figure) throws IOException {
    try {
      double sum = 0;
      ObjectName gauges = new ObjectName("metrics:name=*.BlockManager." + figure + ",*");
      for (ObjectName gauge : beans.queryNames(gauges, null)) {
        sum += ((Number) beans.getAttribute(gauge, "Value")).doubleValue();
      }
      return sum;
    } catch (JMException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
