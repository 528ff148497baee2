package io.multilith.tck.liberty;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import io.multilith.tck.Item;

/** With entities for records, on the server's own Jakarta Persistence. */
class CollectionOfEntitiesIT extends CollectionOverHttp {
    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                <persistence-unit name="items" transaction-type="JTA">
                    <jta-data-source>jdbc/items</jta-data-source>
                    <class>io.multilith.tck.liberty.EntityShelf$ItemRow</class>
                    <class>io.multilith.tck.liberty.EntityShelf$Place</class>
                    <class>io.multilith.tck.liberty.EntityShelf$Words</class>
                    <exclude-unlisted-classes>true</exclude-unlisted-classes>
                    <properties>
                        <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
                    </properties>
                </persistence-unit>
            </persistence>
            """;

    @Deployment(testable = false)
    static WebArchive shelf() {
        return ShrinkWrap.create(WebArchive.class, "entities.war")
                .merge(Sample.war(), Filters.include("/WEB-INF/lib/.*"))
                .addClass(EntityShelf.class).addClasses(EntityShelf.class.getDeclaredClasses())
                .addClass(Item.class).addClasses(Item.class.getDeclaredClasses())
                .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml")
                .addAsResource(new StringAsset("multilith.item.backend=jpa\n"),
                        "META-INF/microprofile-config.properties");
    }
}
