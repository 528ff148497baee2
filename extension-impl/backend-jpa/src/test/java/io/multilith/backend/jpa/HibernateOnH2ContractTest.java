package io.multilith.backend.jpa;

class HibernateOnH2ContractTest extends EntityContract {
    HibernateOnH2ContractTest() {
        super(TestDatabase.h2(), "hibernate");
    }
}
