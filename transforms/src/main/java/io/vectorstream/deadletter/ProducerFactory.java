package io.vectorstream.deadletter;

import java.io.Serializable;
import org.apache.kafka.clients.producer.Producer;

/** Opens producers on a worker. Equal factories open producers that can replace each other. */
@FunctionalInterface
interface ProducerFactory extends Serializable {

  /** Opens a producer that the caller closes. */
  Producer<byte[], byte[]> open();
}
