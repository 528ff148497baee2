package io.multilith.backend.jpa;

class HibernateOnH2QueryTest extends QueryContract {
    HibernateOnH2QueryTest() {
        super(TestDatabase.h2(), "hibernate");
    }
}
