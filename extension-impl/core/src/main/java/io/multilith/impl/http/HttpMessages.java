package io.multilith.impl.http;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface HttpMessages {
    HttpMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), HttpMessages.class);

    @Message(id = 500, value = "A request failed, error id %s")
    String requestFailed(String errorId);

    @Message(id = 501, value = "The WAR has collections, or services with @Path, and no Jakarta REST application. Fix: add @ApplicationPath(\"/api\") public class RestApplication extends jakarta.ws.rs.core.Application {}")
    String noApplication();

    @Message(id = 502, value = "The WAR has several Jakarta REST applications: %s. Fix: keep one, so that all that answers HTTP has one address.")
    String twoApplications(Object types);

    @Message(id = 503, value = "%s lists its classes and leaves out those of Multilith. Fix: take getClasses() and getSingletons() away, so that the server finds all classes by itself.")
    String leavesOursOut(String type);

    @Message(id = 504, value = "%s is true and %s is *, which would lend every user's login to pages of any site. Fix: name the origins, or leave %1$s out.")
    String credentialsForAll(String credentials, String origins);

    @Message(id = 505, value = "Streams of events could not all be kept alive; it is tried again in 15 seconds.")
    String keepAliveFailed();
}
