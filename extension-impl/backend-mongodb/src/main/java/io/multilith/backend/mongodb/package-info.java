/**
 * Keeps collections in MongoDB, without its transactions: the commit of a unit is one change of its collection's head
 * document, see {@link io.multilith.backend.mongodb.MongoStore}, the type to open first. Depends on Multilith's API and
 * MongoDB's driver.
 */
package io.multilith.backend.mongodb;
