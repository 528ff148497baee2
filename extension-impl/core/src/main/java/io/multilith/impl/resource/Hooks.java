package io.multilith.impl.resource;

import java.util.List;
import java.util.Optional;

import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceHook;
import io.multilith.resource.ResourceRequest;

/** The hooks of a collection as one, in their order. */
public final class Hooks {
    /** Has nothing to say. */
    static final Hooks NONE = new Hooks(List.of());

    private final List<ResourceHook<Object>> hooks;

    public Hooks(List<ResourceHook<Object>> hooks) {
        this.hooks = List.copyOf(hooks);
    }

    ResourceRequest before(ResourceRequest request) {
        var changed = request;
        for (var hook : hooks) {
            changed = hook.before(changed);
        }
        return changed;
    }

    Object store(ResourceRequest request, Optional<Object> current, Object next) {
        var changed = next;
        for (var hook : hooks) {
            changed = hook.store(request, current, changed);
        }
        return changed;
    }

    ResourceAnswer after(ResourceRequest request, ResourceAnswer answer) {
        var changed = answer;
        for (var hook : hooks) {
            changed = hook.after(request, changed);
        }
        return changed;
    }

    boolean isEmpty() {
        return hooks.isEmpty();
    }
}
