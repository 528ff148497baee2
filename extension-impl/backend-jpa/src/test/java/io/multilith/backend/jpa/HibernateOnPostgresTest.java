package io.multilith.backend.jpa;

class HibernateOnPostgresTest extends JpaStoreContract {
    HibernateOnPostgresTest() {
        super(TestDatabase.postgres(), "hibernate");
    }
}
