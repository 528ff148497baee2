package io.multilith.backend.jpa;

class HibernateOnH2Test extends JpaStoreContract {
    HibernateOnH2Test() {
        super(TestDatabase.h2(), "hibernate");
    }
}
