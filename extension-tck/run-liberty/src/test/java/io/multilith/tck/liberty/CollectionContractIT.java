package io.multilith.tck.liberty;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** In memory. */
class CollectionContractIT extends CollectionOverHttp {
    @Deployment(testable = false)
    static WebArchive shelf() {
        return CollectionHttpIT.shelf();
    }
}
