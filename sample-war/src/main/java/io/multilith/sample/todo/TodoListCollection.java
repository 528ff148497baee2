package io.multilith.sample.todo;

import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

/** The lists at {@code /api/todolist}. When one is removed, the todos on it stay and lose their link. */
@ResourceCollection("todolist")
public class TodoListCollection implements ResourceModel<TodoList> {}
