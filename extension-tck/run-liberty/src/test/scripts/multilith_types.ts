/* What multilith.d.ts is to allow and to refuse; MultilithJsIT has it compiled, and nobody runs it. */
import { Multilith, MultilithError, versionOf } from "./multilith.js";
import type { Change, Collection, Problem, State, Subscription } from "./multilith.js";

interface Todo {
    id?: string;
    text: string;
    done?: boolean;
}

declare function show(records: readonly Todo[]): void;

export async function use(): Promise<void> {
    const app = new Multilith({ url: "http://127.0.0.1", token: async ({ isExpired }) => (isExpired ? "new" : undefined) });
    const state: State = app.state;
    app.addEventListener("state", () => show([]));
    await app.connect();
    const todos: Collection<Todo> = app.collection<Todo>("todo");
    const created = await todos.create({ text: state }, { idempotencyKey: "1" });
    const many: Todo[] = await todos.create([{ text: "a" }, { text: "b" }]);
    const version: string | undefined = versionOf(created);
    await todos.patch(created.id!, { done: null }, { ifMatch: version });
    await todos.patch(created.id!, [{ op: "replace", path: "/done", value: true }], { ifMatch: created });
    await todos.update(created.id!, many[0]);
    const { total, data } = await todos.page({ text: { $in: ["a"] }, $sort: { text: -1 }, $limit: 1 });
    show(data.slice(0, total));
    const open: Subscription<Todo> = todos.subscribe({ done: false }, {
        onChange(records, change: Change<Todo>) {
            show(records);
            if (change.type !== "snapshot") show([change.record]);
        },
        onError: ({ problem }) => told(problem),
    });
    show(await open.ready);
    show([...open]);
    open.unsubscribe();
    const greeting: string = await app.rpc<string>("greeter.greet", { friend: "Matt" });
    const count: number = await todos.action<number>("clear", {}, { id: greeting });
    await todos.link(count, "list", ["todolist", 1]);
    await todos.remove(created.id!);
    app.close();

    // @ts-expect-error a field of another type
    await todos.create({ text: 5 });
    // @ts-expect-error an order that is none
    await todos.find({ $sort: { text: "up" } });
    // @ts-expect-error records are not changed in place
    open.records.push(created);
    // @ts-expect-error there is no such method
    app.subscribe("todo");
}

function told(problem: Problem): never {
    throw new MultilithError({ status: problem.status, detail: problem.detail });
}
