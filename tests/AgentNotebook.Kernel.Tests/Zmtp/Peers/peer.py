"""A libzmq peer that does what it is told: one command a line on standard input, one answer a line on standard output.

Frames are written in hex, "-" for an empty one; "pattern:SIZE:SEED" for SIZE bytes made from SEED.
A frame longer than 256 bytes is answered as "sha256:DIGEST:SIZE".
"""
import hashlib
import sys
import time

import zmq

context = zmq.Context()
sockets = {}


def decode(text):
    if text == "-":
        return b""
    if text.startswith("pattern:"):
        _, size, seed = text.split(":")
        return pattern(int(size), int(seed))
    return bytes.fromhex(text)


def pattern(size, seed):
    piece = bytes((seed + i) % 251 for i in range(251))
    return (piece * (size // len(piece) + 1))[:size]


def encode(frame):
    if not frame:
        return "-"
    if len(frame) > 256:
        return f"sha256:{hashlib.sha256(frame).hexdigest()}:{len(frame)}"
    return frame.hex()


def open_socket(name, kind, *options):
    socket = context.socket(getattr(zmq, kind))
    socket.linger = 0
    socket.reconnect_ivl = 20
    for option in options:
        key, value = option.split("=")
        if key == "identity":
            socket.identity = decode(value)
        else:
            socket.setsockopt(getattr(zmq, key.upper()), int(value))
    sockets[name] = socket
    return "ok"


def connect(name, endpoint):
    sockets[name].connect(endpoint)
    return "ok"


def send(name, *frames):
    sockets[name].send_multipart([decode(frame) for frame in frames])
    return "ok"


def receive(name, milliseconds):
    if not sockets[name].poll(int(milliseconds)):
        return "timeout"
    return " ".join(encode(frame) for frame in sockets[name].recv_multipart())


def count(name, number, milliseconds, rest_every):
    """Takes messages whose last frame is a number and tells how many came and whether each was one more than the last."""
    expected = None
    for taken in range(int(number)):
        if not sockets[name].poll(int(milliseconds)):
            return f"{taken} timeout"
        value = int(sockets[name].recv_multipart()[-1])
        if expected is not None and value != expected:
            return f"{taken} {value} came instead of {expected}"
        expected = value + 1
        if int(rest_every) and taken % int(rest_every) == 0:
            time.sleep(0.001)
    return f"{number} in order"


def flood(name, number, size):
    body = pattern(int(size), 1)
    for index in range(int(number)):
        sockets[name].send_multipart([str(index).encode(), body])
    return "ok"


def subscribe(name, topic):
    sockets[name].setsockopt(zmq.SUBSCRIBE, decode(topic))
    return "ok"


def unsubscribe(name, topic):
    sockets[name].setsockopt(zmq.UNSUBSCRIBE, decode(topic))
    return "ok"


def close(name):
    sockets.pop(name).close()
    return "ok"


commands = {
    "socket": open_socket, "connect": connect, "send": send, "receive": receive, "count": count,
    "flood": flood, "subscribe": subscribe, "unsubscribe": unsubscribe, "close": close,
}

for line in sys.stdin:
    command, *arguments = line.split()
    try:
        answer = commands[command](*arguments)
    except Exception as error:
        answer = f"error {error!r}"
    print(answer, flush=True)

context.destroy(linger=0)
