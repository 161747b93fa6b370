"""A kernel of this build and a client of it, for scripts that ask it for more than one thing."""
import queue
import time

from jupyter_client.manager import start_new_kernel


class Result:
    def __init__(self, reply, messages, seconds):
        self.status = reply["content"]["status"]
        self.content = reply["content"]
        self.messages = messages
        self.seconds = seconds

    def text(self, name="stdout"):
        return "".join(m["content"]["text"] for m in self.messages if m["msg_type"] == "stream" and m["content"]["name"] == name)

    def value(self):
        return next((m["content"]["data"]["text/plain"] for m in self.messages if m["msg_type"] == "execute_result"), None)

    def __repr__(self):
        return "%s %s" % (self.content, [(m["msg_type"], m["content"]) for m in self.messages])


class Session:
    def __init__(self, name="agentnb"):
        self.manager, self.client = start_new_kernel(kernel_name=name, startup_timeout=60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        # A script may have ended it, one way or another.
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=not self.manager.is_alive())

    def send(self, code, **options):
        return self.client.execute(code, **options)

    def wait_for(self, message_id, until, timeout=60):
        """The first message on iopub that belongs to a request and is what is waited for."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            try:
                message = self.client.get_iopub_msg(timeout=1)
            except queue.Empty:
                continue
            if message["parent_header"].get("msg_id") == message_id and until(message):
                return message
        raise AssertionError("nothing of the kind came in %s s" % timeout)

    def finish(self, message_id, timeout=60):
        """What a request comes to: its reply, and all it published until idle."""
        start = time.monotonic()
        messages = []

        def until(message):
            messages.append(message)
            return message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"

        self.wait_for(message_id, until, timeout)
        while True:
            reply = self.client.get_shell_msg(timeout=timeout)
            if reply["parent_header"].get("msg_id") == message_id:
                return Result(reply, messages, time.monotonic() - start)

    def run(self, code, timeout=60, **options):
        return self.finish(self.send(code, **options), timeout)

    def value(self, code):
        result = self.run(code)
        assert result.status == "ok", result
        return result.value()


def says(text):
    return lambda message: message["msg_type"] == "stream" and text in message["content"]["text"]
