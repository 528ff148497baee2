/**
 * Apache Artemis inside the WAR: the AMQP broker of an application that has configured none.
 * <p>
 * Open {@link io.multilith.broker.EmbeddedBrokerExtension} first: it decides whether the broker is used, starts it before
 * anything connects and stops it last. The rest of Multilith finds the broker by the standard keys {@code amqp-host} and
 * {@code amqp-port} alone, so this package depends on Jakarta EE, MicroProfile, Artemis and the Vert.x AMQP client and on
 * nothing else of Multilith.
 *
 * @since 0.1
 */
package io.multilith.broker;
