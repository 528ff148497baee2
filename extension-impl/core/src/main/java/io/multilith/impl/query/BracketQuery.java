package io.multilith.impl.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.resource.QueryForm;

/** Reads parameters in the dialect of Feathers: {@code value[$gte]=18&$sort[value]=-1&$or[0][name]=a}. */
final class BracketQuery {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_PATH = 16;
    private static final Set<String> LISTS = Set.of("$in", "$nin", "$select");

    private final Node root = new Node();

    /** Has members or texts, not both. */
    private static final class Node {
        private final Map<String, Node> members = new LinkedHashMap<>();
        private final List<String> texts = new ArrayList<>();
    }

    void add(String name, String value) {
        var node = root;
        var last = "";
        for (var segment : path(name)) {
            last = segment.isEmpty() ? Integer.toString(node.members.size()) : segment;
            node = node.members.computeIfAbsent(last, key -> new Node());
        }
        if (!node.members.isEmpty() || (!node.texts.isEmpty() && !LISTS.contains(last))) {
            throw BadQuery.of(BadQuery.pointer("", name), "is given twice");
        }
        node.texts.add(value);
    }

    QueryForm form() {
        return new QueryForm(object(root, "").asJsonObject(), true, "");
    }

    private static List<String> path(String name) {
        var path = new ArrayList<String>();
        var open = name.indexOf('[');
        path.add(open < 0 ? name : name.substring(0, open));
        while (open >= 0 && open < name.length()) {
            var close = name.indexOf(']', open);
            if (name.charAt(open) != '[' || close < 0 || path.size() == MAX_PATH) {
                throw BadQuery.of(BadQuery.pointer("", name), "has brackets that are not well-formed or too many");
            }
            path.add(name.substring(open + 1, close));
            open = close + 1;
        }
        return path;
    }

    private static JsonValue value(Node node, String pointer) {
        if (node.members.isEmpty()) {
            return node.texts.size() == 1
                    ? JSON.createValue(node.texts.get(0))
                    : JSON.createArrayBuilder(node.texts).build();
        }
        if (!node.texts.isEmpty()) {
            throw BadQuery.of(pointer, "is given twice");
        }
        return node.members.keySet().stream().allMatch(BracketQuery::isIndex)
                ? array(node, pointer)
                : object(node, pointer);
    }

    private static JsonValue array(Node node, String pointer) {
        var ordered = new TreeMap<Integer, Node>();
        node.members.forEach((index, member) -> ordered.put(Integer.valueOf(index), member));
        var array = JSON.createArrayBuilder();
        ordered.forEach((index, member) -> array.add(value(member, pointer + "/" + index)));
        return array.build();
    }

    private static JsonValue object(Node node, String pointer) {
        var object = JSON.createObjectBuilder();
        node.members.forEach((name, member) -> object.add(name, value(member, BadQuery.pointer(pointer, name))));
        return object.build();
    }

    private static boolean isIndex(String text) {
        return text.matches("[0-9]{1,6}");
    }
}
