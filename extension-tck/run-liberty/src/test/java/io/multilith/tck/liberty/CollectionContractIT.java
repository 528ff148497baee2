package io.multilith.tck.liberty;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** In memory. */
@Tag("core")
class CollectionContractIT extends CollectionOverHttp {
    @Deployment(testable = false)
    static WebArchive shelf() {
        return CollectionHttpIT.shelf();
    }
}
