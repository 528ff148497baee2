package io.multilith.backend.jpa;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** Everything this backend says, ML0280 to ML0299. */
@MessageLogger(projectCode = "ML", length = 4)
@ValidIdRange(min = 280, max = 299)
interface JpaMessages extends BasicLogger {

    JpaMessages MESSAGES = Logger.getMessageLogger(MethodHandles.lookup(), JpaMessages.class,
            "io.multilith.backend.jpa");

    @Message(id = 280, value = "The records of %s are %s, which is no entity. Fix: annotate that class with "
            + "@jakarta.persistence.Entity and name it in persistence.xml, or choose another backend.")
    IllegalArgumentException notAnEntity(String collection, String type);

    @Message(id = 281, value = "The entity %s has no single @Id \"id\" of the type String, UUID or long. Fix: give it one, "
            + "with \"id\" as its name in JSON, too.")
    IllegalArgumentException noUsableId(String type);

    @Message(id = 282, value = "The id of the entity %s is made by the database. Fix: remove @GeneratedValue; the collection "
            + "gives each new record its id.")
    IllegalArgumentException generatedId(String type);

    @Message(id = 283, value = "%s#%s is an association, which a record cannot have. Fix: keep the id of the other entity "
            + "instead, or hide the association with @JsonbTransient.")
    IllegalArgumentException association(String type, String attribute);

    @Message(id = 284, value = "There is no EntityManager for the collection %s. Fix: have a bean with the field "
            + "\"@Produces @PersistenceContext EntityManager entities\".")
    IllegalArgumentException noEntityManager(String collection);

    @Message(id = 285, value = "No EntityManager bean knows the entity %s. Fix: name the class in persistence.xml, and produce "
            + "the EntityManager of that unit.")
    IllegalStateException unknownEntity(String type);

    @Message(id = 286, value = "The database has no table %s and multilith.jpa.create-tables is false. Fix: run %s of the jar "
            + "multilith-backend-jpa, or set multilith.jpa.create-tables to true.")
    String tablesMissing(String table, String script);

    @Message(id = 287, value = "The database is neither PostgreSQL nor H2. Fix: use one of them, or another backend.")
    String unknownDatabase();

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 288, value = "The tables of the change log were made in the database.")
    void tablesMade();

    @Message(id = 289, value = "There is no UserTransaction, neither as a bean nor as java:comp/UserTransaction. Fix: enable the "
            + "server's transactions and CDI together; on Open Liberty persistence-3.1 and jdbc-4.3 do.")
    IllegalStateException noTransactions();

    @Message(id = 290, value = "%s is \"%s\", which is neither true nor false. Fix: set it to one of them.")
    IllegalArgumentException notABoolean(String key, String value);

    @Message(id = 291, value = "%s is \"%s\", which is no number of events. Fix: set it to a whole number above 0.")
    IllegalArgumentException notANumber(String key, String value);

    @Message(id = 292, value = "The user of the H2 database is no administrator and so cannot turn off the reuse of results, "
            + "which are too old when others write. Fix: ALTER USER ... ADMIN TRUE, or use PostgreSQL.")
    String noAdministrator();
}
