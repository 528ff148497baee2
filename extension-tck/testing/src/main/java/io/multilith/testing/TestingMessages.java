package io.multilith.testing;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface TestingMessages {
    TestingMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), TestingMessages.class);

    @Message(id = 800, value = "A substitute for %s matches no injection point of %s. Fix: substitute one of %s, or take it away.")
    String unusedSubstitute(String type, String service, Object points);

    @Message(id = 801, value = "%s is injected nowhere in %s. Fix: ask for one of %s.")
    String unknownDependency(String type, String service, Object points);

    @Message(id = 802, value = "%s has no value, and there is no Mockito to make a mock of it. Fix: give it one, or have "
            + "org.mockito:mockito-core on the test's class path.")
    String noSubstitute(String place);

    @Message(id = 803, value = "There is no entrypoint %s to be left. Fix: name some of %s in @RestrictEntrypoints.")
    String unknownEntrypoint(String name, Object known);

    @Message(id = 804, value = "A timer's method has not ended within %s. Fix: do not let it wait for what the test does later.")
    String timerRuns(Object time);

    @Message(id = 805, value = "\"%s\" is no property. Fix: write it as key=value.")
    String noProperty(String line);

    @Message(id = 806, value = "There is no method %s. Fix: fire one of %s.")
    String unknownMethod(String name, Object known);

    @Message(id = 807, value = "%s was called %d times, not %d, within %s. Meanwhile ended: %s. Fix: expect it before it is caused.")
    String notCalled(String method, int times, int expected, Object time, Object others);

    @Message(id = 808, value = "%s has not ended within %d s. Fix: do not let it wait for what the test does later.")
    String notEnded(String method, int seconds);

    @Message(id = 809, value = "The test has cut this node off. Fix: close the partition.")
    String cutOff();

    @Message(id = 810, value = "The test has lost the message. Fix: close the fault that drops it.")
    String lost();

    @Message(id = 811, value = "%s is no bean of the WAR, so its substitutes have no places. Fix: annotate it with @Dependent.")
    String testIsNoBean(String test);

    @Message(id = 813, value = "%s wants a %s, which is neither given nor can it be mocked. Fix: give it to the WorkerFactory, or have "
            + "org.mockito:mockito-core on the test's class path. It wants %s.")
    String notSubstituted(String service, String type, Object points);

    @Message(id = 812, value = "No test runs that substitutes %s, and the WAR has no such bean. Fix: do not call it outside of "
            + "a test.")
    String nothingSubstituted(String place);
}
