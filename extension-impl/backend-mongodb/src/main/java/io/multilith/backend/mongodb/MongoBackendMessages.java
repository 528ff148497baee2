package io.multilith.backend.mongodb;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jboss.logging.annotations.ValidIdRange;

/** What the backend says to the deployer, ML1000 to ML1049. */
@MessageBundle(projectCode = "ML", length = 4)
@ValidIdRange(min = 1000, max = 1049)
interface MongoBackendMessages {
    MongoBackendMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), MongoBackendMessages.class);

    @Message(id = 1000, value = "The collection %s is kept in MongoDB, and it is not said where that is. "
            + "Fix: set multilith.mongodb.url, for example to mongodb://localhost:27017/shop.")
    IllegalArgumentException noUrl(String collection);

    @Message(id = 1001, value = "multilith.mongodb.url is no address of MongoDB: %s "
            + "Fix: set it to mongodb://<host>:<port>/<database>.")
    IllegalArgumentException invalidUrl(String reason, @Cause Throwable cause);

    @Message(id = 1002, value = "multilith.mongodb.timeout is \"%s\". "
            + "Fix: set it to a duration of ISO-8601 longer than nothing, such as PT3S.")
    IllegalArgumentException invalidTimeout(String value);
}
