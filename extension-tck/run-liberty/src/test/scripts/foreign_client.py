#!/usr/bin/python3
"""A client in another language: calls the sample by AMQP 1.0 alone, as the wire contract (sections 7 and 8) says.

    /usr/bin/python3 foreign_client.py 127.0.0.1 5672 http://127.0.0.1:9080/api [case ...]

Needs Debian's python3-qpid-proton. Prints one JSON line for each case: {"case": ..., what came back}.
"""
import json
import sys
import time
import urllib.request
import uuid

from proton import Message, Timeout, symbol, ulong
from proton.reactor import LinkOption
from proton.utils import BlockingConnection

TIMEOUT = 20
SILENCE = 1
JSON = "application/json"


class Capability(LinkOption):
    """topic: every subscriber gets every message; queue: one of them."""

    def __init__(self, name):
        self.name = name

    def apply(self, link):
        terminus = link.target if link.is_sender else link.source
        terminus.capabilities.put_object(symbol(self.name))


TOPIC = Capability("topic")
QUEUE = Capability("queue")


class Client:
    def __init__(self, host, port, base):
        self.base = base
        self.connection = BlockingConnection(f"amqp://{host}:{port}", timeout=TIMEOUT, allowed_mechs="ANONYMOUS")
        self.answers = self.connection.create_receiver(None, dynamic=True, credit=100)
        self.address = self.answers.link.remote_source.address
        self.senders = {}

    def send(self, address, message, *options):
        if address not in self.senders:
            self.senders[address] = self.connection.create_sender(address, options=list(options))
        self.senders[address].send(message)

    def ask(self, address, body, **properties):
        """Sends a request and forgets it: returns the properties that it had."""
        given = {"subject": "greet", "content_type": JSON, "reply_to": self.address, **properties}
        self.send(address, Message(body=body, **{name: value for name, value in given.items() if value is not None}))

    def answer(self, timeout=TIMEOUT):
        message = self.answers.receive(timeout=timeout)
        self.answers.accept()
        return message

    def call(self, address, body, **properties):
        """Sends a request and waits for its answer."""
        self.ask(address, body if isinstance(body, (str, bytes, type(None))) else json.dumps(body), **properties)
        return told(self.answer())

    def power(self, operation, **kwargs):
        return self.call("rpc.power", {"kwargs": kwargs}, subject=operation)

    def lives(self):
        """Whether the greeter still answers, and nothing else comes before its answer."""
        mark = str(uuid.uuid4())
        answer = self.call("rpc.greeter", {"args": ["Matt"]}, correlation_id=mark)
        return answer["body"] == {"result": "Hello Matt!"} and answer["correlation-id"] == mark


def told(message):
    """A message as JSON."""
    is_text = isinstance(message.body, str)
    body = message.body if is_text else bytes(message.body).decode()
    return {"body": json.loads(body), "section": "text" if is_text else "data",
            "content-type": str(message.content_type), "correlation-id": plain(message.correlation_id),
            "correlation-type": TYPES[type(message.correlation_id)]}


TYPES = {int: "ulong", uuid.UUID: "uuid", bytes: "binary", str: "string", type(None): "none"}


def plain(value):
    return None if value is None else value.hex() if isinstance(value, bytes) else str(value)


CASES = {}


def case(name):
    def register(function):
        CASES[name] = function
        return function
    return register


@case("greet")
def greet(client):
    return client.call("rpc.greeter", {"args": ["Matt"]})


@case("greet-by-name")
def greet_by_name(client):
    return client.call("rpc.greeter", {"kwargs": {"friend": "Matt"}})


@case("greet-in-utf-8")
def greet_in_utf_8(client):
    return client.call("rpc.greeter", {"args": ["Zoë 😀"]})


@case("greet-in-a-data-section")
def greet_in_a_data_section(client):
    client.send("rpc.greeter", Message(body=b'{"args": ["Matt"]}', inferred=True, subject="greet", content_type=JSON,
                                       reply_to=client.address))
    return told(client.answer())


@case("greet-in-a-binary-value")
def greet_in_a_binary_value(client):
    return client.call("rpc.greeter", b'{"args": ["Matt"]}')


@case("greet-without-content-type")
def greet_without_content_type(client):
    return client.call("rpc.greeter", {"args": ["Matt"]}, content_type=None)


@case("greet-with-a-trace")
def greet_with_a_trace(client):
    return client.call("rpc.greeter", {"args": ["Matt"]}, properties={
        "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "call-id-stack": "foreign.1,foreign.2"})


@case("fixed-reply-to")
def fixed_reply_to(client):
    address = "answers-" + str(uuid.uuid4())
    answers = client.connection.create_receiver(address, credit=1, options=[QUEUE])
    client.ask("rpc.greeter", '{"args": ["Matt"]}', reply_to=address)
    answer = answers.receive(timeout=TIMEOUT)
    answers.accept()
    answers.close()
    return told(answer)


@case("correlation-id-ulong")
def correlation_id_ulong(client):
    return client.call("rpc.greeter", {"args": ["Matt"]}, correlation_id=ulong(2 ** 63 + 1), id="not this")


@case("correlation-id-uuid")
def correlation_id_uuid(client):
    return client.call("rpc.greeter", {"args": ["Matt"]}, correlation_id=uuid.UUID(int=7), id="not this")


@case("correlation-id-string")
def correlation_id_string(client):
    return client.call("rpc.greeter", {"args": ["Matt"]}, correlation_id="this", id="not this")


@case("correlation-id-binary")
def correlation_id_binary(client):
    return client.call("rpc.greeter", {"args": ["Matt"]}, correlation_id=b"\x00\xff", id="not this")


@case("message-id-ulong")
def message_id_ulong(client):
    return client.call("rpc.greeter", {"args": ["Matt"]}, id=ulong(5))


@case("message-id-uuid")
def message_id_uuid(client):
    return client.call("rpc.greeter", {"args": ["Matt"]}, id=uuid.UUID(int=7))


@case("message-id-string")
def message_id_string(client):
    return client.call("rpc.greeter", {"args": ["Matt"]}, id="this")


@case("message-id-binary")
def message_id_binary(client):
    return client.call("rpc.greeter", {"args": ["Matt"]}, id=b"\x00\xff")


@case("no-id")
def no_id(client):
    return client.call("rpc.greeter", {"args": ["Matt"]})


def refused(name, body, **properties):
    """A request that is answered with an error, after which the greeter lives."""
    @case(name)
    def run(client):
        return {**client.call("rpc.greeter", body, **properties), "lives": client.lives()}


refused("malformed-json", '{"args": [')
refused("text-after-json", '{"args": ["Matt"]} x')
refused("duplicate-member", '{"args": ["Matt"], "args": ["Eve"]}')
refused("not-an-object", '["Matt"]')
refused("too-deep", "[" * 33 + "]" * 33)
refused("too-deep-by-far", "[" * 10_000 + "]" * 10_000)
refused("args-not-an-array", {"args": "Matt"})
refused("kwargs-not-an-object", {"kwargs": ["Matt"]})
refused("args-and-kwargs", {"args": ["Matt"], "kwargs": {"friend": "Matt"}})
refused("neither-args-nor-kwargs", {})
refused("unknown-method", {"args": ["Matt"]}, subject="bow")
refused("no-subject", {"args": ["Matt"]}, subject=None)
refused("empty-subject", {"args": ["Matt"]}, subject="")
refused("too-few-args", {"args": []})
refused("too-many-args", {"args": ["Matt", "Eve"]})
refused("wrong-type-of-arg", {"args": [5]})
refused("unknown-kwarg", {"kwargs": {"friend": "Matt", "foe": "Eve"}})
refused("wrong-content-type", {"args": ["Matt"]}, content_type="text/plain")
refused("too-large", json.dumps({"args": ["x" * (1 << 20)]}))
refused("no-body", None)


@case("body-not-text")
def body_not_text(client):
    answers = []
    for body in ({"args": ["Matt"]}, ["Matt"], 5, True, None):
        client.ask("rpc.greeter", body)
        answers.append(told(client.answer())["body"])
    return {"answers": answers, "lives": client.lives()}


@case("expired")
def expired(client):
    client.ask("rpc.greeter", '{"args": ["too late"]}', expiry_time=time.time() - 60, correlation_id="expired")
    return {"lives": client.lives(), "answered": answered(client)}


@case("not-yet-expired")
def not_yet_expired(client):
    return client.call("rpc.greeter", {"args": ["Matt"]}, expiry_time=time.time() + 60)


@case("no-reply-to")
def no_reply_to(client):
    client.ask("rpc.greeter", '{"args": ["nobody"]}', reply_to=None)
    return {"lives": client.lives(), "answered": answered(client)}


@case("forged-reply-to")
def forged_reply_to(client):
    forged = ["rpc.greeter", "rpc.power", "events.power", "events.nothing", "changes.power", "nodes", "dlq.broker",
              "nobody-" + str(uuid.uuid4()), "activemq.management", "$management", "", "a b/%#?*{}", "x" * 2000]
    lives = {}
    for address in forged:
        client.ask("rpc.greeter", '{"args": ["forged"]}', reply_to=address)
        client.ask("rpc.greeter", '{"args": [', reply_to=address)
        client.ask("rpc.power", '{"kwargs": {}}', subject="find", reply_to=address)
        lives[address[:40]] = client.lives() and "result" in client.power("find", query={"$limit": 1})["body"]
    return {"lives": lives, "answered": answered(client)}


@case("many-at-once")
def many_at_once(client):
    for number in range(100):
        client.ask("rpc.greeter", json.dumps({"args": [str(number)]}), correlation_id=str(number))
    answers = [told(client.answer()) for _ in range(100)]
    right = [a for a in answers if a["body"] == {"result": f"Hello {a['correlation-id']}!"}]
    return {"asked": 100, "right": len({a["correlation-id"] for a in right})}


@case("resource")
def resource(client):
    key = "foreign-" + str(uuid.uuid4())
    record = {"id": key, "value": 3, "status": "done"}
    return {"id": key,
            "create": client.power("create", data=record)["body"],
            "create-again": client.power("create", data=record)["body"],
            "get": client.power("get", id=key)["body"],
            "find-one": client.power("find", query={"$limit": 1})["body"],
            "find": client.power("find")["body"],
            "update": client.power("update", id=key, data={"value": 4, "status": "done"})["body"],
            "patch": client.power("patch", id=key, data={"description": "patched"})["body"],
            "patch-wrong": client.power("patch", id=key, data={"value": "five"})["body"],
            "remove": client.power("remove", id=key)["body"],
            "get-removed": client.power("get", id=key)["body"],
            "unknown": client.power("dance")["body"],
            "unknown-kwarg": client.power("get", key=key)["body"],
            "unknown-query": client.power("find", query={"nope": 1})["body"],
            "args": client.call("rpc.power", {"args": [key]}, subject="get")["body"],
            "lives": "result" in client.power("find", query={"$limit": 1})["body"]}


@case("change-events")
def change_events(client):
    key = "foreign-" + str(uuid.uuid4())
    events = client.connection.create_receiver("events.power", credit=100, options=[TOPIC])
    client.power("create", data={"id": key, "value": 3, "status": "done"})
    client.power("update", id=key, data={"value": 4, "status": "done"})
    client.power("patch", id=key, data={"value": 5})
    client.power("remove", id=key)
    return {"id": key, "events": about(key, events, 4)}


@case("change-over-http")
def change_over_http(client):
    key = "foreign-" + str(uuid.uuid4())
    events = client.connection.create_receiver("events.power", credit=100, options=[TOPIC])
    body = json.dumps({"id": key, "value": 3, "status": "done"}).encode()
    request = urllib.request.Request(client.base + "/power", data=body, headers={"Content-Type": JSON})
    with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
        return {"id": key, "status": response.status, "events": about(key, events, 1)}


def about(key, events, count):
    """The next events of one record."""
    seen = []
    while len(seen) < count:
        message = events.receive(timeout=TIMEOUT)
        events.accept()
        if message.properties.get("cloudEvents:subject") == key:
            seen.append({"attributes": message.properties, "durable": message.durable, **told(message)})
    events.close()
    return seen


@case("event-with-colons-from-elsewhere")
def event_with_colons_from_elsewhere(client):
    return event_from_elsewhere(client, "cloudEvents:")


@case("event-from-elsewhere")
def event_from_elsewhere(client, prefix="cloudEvents_"):
    """Asks for a square by an event; the record itself is done, so only the handler of the event can react."""
    key = "foreign-" + str(uuid.uuid4())
    created = client.power("create", data={"id": key, "value": 3, "status": "done"})["body"]
    attributes = {"specversion": "1.0", "id": str(uuid.uuid4()), "source": "/elsewhere", "type": "power.requested",
                  "subject": key}
    data = {"resource": {"id": key, "value": 12, "status": "pending"}, "version": 1}
    client.send("events.power", Message(body=json.dumps(data), content_type=JSON, durable=True, properties={
        prefix + name: value for name, value in attributes.items()}), TOPIC)
    until = time.monotonic() + TIMEOUT
    record = created["result"]
    while record.get("result") is None and time.monotonic() < until:
        time.sleep(0.05)
        record = client.power("get", id=key)["body"]["result"]
    return {"id": key, "record": record}


@case("events-of-nonsense")
def events_of_nonsense(client):
    """Each would stop a careless handler; afterwards an event is handled as always."""
    good = {"cloudEvents_specversion": "1.0", "cloudEvents_id": "nonsense", "cloudEvents_type": "power.requested",
            "cloudEvents_source": "/elsewhere"}
    for body, properties in (("{", good), ("5", good), ({"a": "map"}, good), (None, good), ("{}", {}), ("{}", None),
                             ('{"resource": 5}', good), ("{}", {**good, "cloudEvents_id": 5}),
                             ("{}", {**good, "cloudEvents_time": "yesterday"})):
        client.send("events.power", Message(body=body, content_type=JSON, properties=properties), TOPIC)
    return {**event_from_elsewhere(client), "lives": client.lives(), "journal-lives": journal_lives(client)}


def journal_lives(client):
    """Whether the sample's own channel still notes what happens."""
    key = client.power("create", data={"value": 3, "status": "done"})["body"]["result"]["id"]
    client.power("remove", id=key)
    until = time.monotonic() + TIMEOUT
    while time.monotonic() < until:
        if client.call("rpc.power-journal", {"args": []}, subject="latest")["body"]["result"][-1:] == ["power.removed"]:
            return True
        time.sleep(0.05)
    return False


def answered(client):
    """What else came within a second."""
    try:
        return told(client.answer(timeout=SILENCE))
    except Timeout:
        return False


def main(host, port, base, *names):
    client = Client(host, port, base)
    for name in names or CASES:
        print(json.dumps({"case": name, **CASES[name](client)}), flush=True)
    client.connection.close()


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
