package io.multilith.manual.realtime;

/** Says whether it was us who signed. */
public interface Signatures {
    boolean isOf(String text, String signature);
}
