"""Measures Jupyter kernels through jupyter_client, which is part of every figure. Usage: kernel_client.py STARTS CELLS NAME LANGUAGE [NAME LANGUAGE]...
Prints one JSON object: for each kernel the times in milliseconds and the memory in MB (10^6 bytes) of each step, and the wrong answers."""
import json
import queue
import sys
import time

from jupyter_client.manager import KernelManager

PATIENCE = 60
BIG = 10 * 1024 * 1024
CODE = {
    "python": {
        "first": "40 + 2",
        "cell": "%d + 1",
        "lines": "for i in range(10000): print('line', i)",
        "big": "from IPython.display import display\ndisplay({'text/plain': 'big', 'text/html': 'x' * %d}, raw=True)" % BIG,
        "complete": "import sys; sys.std",
    },
    "csharp": {
        "first": "40 + 2",
        "cell": "%d + 1",
        "lines": 'for (var i = 0; i < 10000; i++) Console.WriteLine("line " + i);',
        "big": 'display(new string(\'x\', %d), "text/html");' % BIG,
        "complete": "Console.",
    },
}


def milliseconds(start):
    return (time.perf_counter() - start) * 1e3


def memory(process):
    with open("/proc/%d/status" % process) as status:
        return next(int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith("VmRSS:"))


class Kernel:
    def __init__(self, name):
        start = time.perf_counter()
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels(hb=False)
        self.reply(self.client.kernel_info())
        self.start = milliseconds(start)
        self.process = self.manager.provisioner.process.pid

    def reply(self, message):
        while True:
            reply = self.client.get_shell_msg(timeout=PATIENCE)
            if reply["parent_header"].get("msg_id") == message:
                return reply["content"]

    def listen(self):
        """A subscription takes its time to arrive: asks until something is heard, then empties the channels."""
        for _ in range(200):
            self.client.kernel_info()
            try:
                self.client.get_iopub_msg(timeout=0.25)
                break
            except queue.Empty:
                pass
        for channel in (self.client.get_iopub_msg, self.client.get_shell_msg):
            while True:
                try:
                    channel(timeout=0.25)
                except queue.Empty:
                    break

    def run(self, code):
        """Until both the reply and idle have come."""
        start = time.perf_counter()
        message = self.client.execute(code)
        heard = []
        while True:
            published = self.client.get_iopub_msg(timeout=PATIENCE)
            if published["parent_header"].get("msg_id") != message:
                continue
            if published["msg_type"] == "status" and published["content"]["execution_state"] == "idle":
                break
            heard.append(published)
        reply = self.reply(message)
        return milliseconds(start), reply, heard

    def end(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def result(heard):
    return next((m["content"]["data"]["text/plain"] for m in heard if m["msg_type"] == "execute_result"), None)


def first_cells(kernel, code, figures):
    figures["start"].append(kernel.start)
    kernel.listen()
    time.sleep(1)
    elapsed, _, heard = kernel.run(code["first"])
    figures["first"].append(elapsed)
    check(figures, "first cell", result(heard) == "42")


def check(figures, what, right):
    figures["asked"] += 1
    if not right:
        figures["wrong"].append(what)


def many_cells(kernel, code, cells, figures):
    kernel.listen()
    for number in range(1, cells + 1):
        elapsed, _, heard = kernel.run(code["cell"] % number)
        figures["cells"].append(elapsed)
        check(figures, "cell %d" % number, result(heard) == str(number + 1))
        if number in (125, cells):
            figures["memory"][str(number)] = memory(kernel.process)


def large_outputs(kernel, code, figures):
    for _ in range(5):
        elapsed, _, heard = kernel.run(code["lines"])
        figures["lines"].append(elapsed)
        text = "".join(m["content"]["text"] for m in heard if m["msg_type"] == "stream")
        check(figures, "10,000 lines", text == "".join("line %d\n" % i for i in range(10000)))
    for _ in range(5):
        elapsed, _, heard = kernel.run(code["big"])
        figures["big"].append(elapsed)
        check(figures, "10 MiB", any(len(m["content"]["data"].get("text/html", "")) == BIG for m in heard if m["msg_type"] == "display_data"))
    for _ in range(20):
        start = time.perf_counter()
        answer = kernel.reply(kernel.client.complete(code["complete"]))
        figures["complete"].append(milliseconds(start))
        check(figures, "completion", len(answer["matches"]) > 2)


def main(starts, cells, kernels):
    figures = {
        name: {"start": [], "first": [], "cells": [], "lines": [], "big": [], "complete": [], "memory": {}, "asked": 0, "wrong": []}
        for name, _ in kernels
    }
    # In turn, so that what else the machine does falls on all of them.
    for _ in range(starts):
        for name, language in kernels:
            kernel = Kernel(name)
            first_cells(kernel, CODE[language], figures[name])
            kernel.end()
    for name, language in kernels:
        kernel = Kernel(name)
        many_cells(kernel, CODE[language], cells, figures[name])
        large_outputs(kernel, CODE[language], figures[name])
        kernel.end()
    print(json.dumps(figures))


arguments = sys.argv[3:]
main(int(sys.argv[1]), int(sys.argv[2]), list(zip(arguments[::2], arguments[1::2])))
