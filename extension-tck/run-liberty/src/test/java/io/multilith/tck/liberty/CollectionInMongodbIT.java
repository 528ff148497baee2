package io.multilith.tck.liberty;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

/** The same application, with a line of configuration more. */
class CollectionInMongodbIT extends CollectionOverHttp {
    /** Ends with this JVM, after the application. */
    private static final MongoServer DATABASE = new MongoServer(new MemoryBackend());

    @Deployment(testable = false)
    static WebArchive shelf() {
        return CollectionHttpIT.shelf().addAsResource(
                new StringAsset("multilith.item.backend=mongodb\nmultilith.mongodb.url=%s/shelf\n"
                        .formatted(DATABASE.bindAndGetConnectionString())),
                "META-INF/microprofile-config.properties");
    }
}
