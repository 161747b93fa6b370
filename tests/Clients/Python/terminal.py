"""jupyter console with a terminal: what is typed runs when the kernel says that it is complete, and goes on in another line when it is not."""
import os
import pty
import re
import select
import signal
import sys
import tempfile
import time

from jupyter_client import BlockingKernelClient

PATIENCE = 60
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b[()=>][0-9A-B]?|\r")


def wait_until_warm(connection):
    """Waits, as a second client, until the kernel has parsed and run something.

    The console's terminal library breaks ("generator already executing") when the answer to is_complete takes 1.5 s, which a kernel that
    has just started may need on a busy machine.
    """
    client = BlockingKernelClient(connection_file=connection)
    client.load_connection_file()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        client.is_complete("class Pair")
        client.get_shell_msg(timeout=PATIENCE)
        client.execute_interactive("1", silent=True, store_history=False, timeout=PATIENCE)
    finally:
        client.stop_channels()


class Console:
    def __init__(self, connection):
        # The terminal is its own: what it prints and what is typed go through here alone.
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            # No answer to a question for the cursor's place would come from here.
            os.environ.update(TERM="xterm", PROMPT_TOOLKIT_NO_CPR="1", COLUMNS="100", LINES="40")
            os.execv(sys.executable, [
                sys.executable, "-m", "jupyter_console", "--kernel", "agentnb", "-f", connection,
                "--ZMQTerminalInteractiveShell.kernel_is_complete_timeout=30", "--ZMQTerminalInteractiveShell.kernel_timeout=60"])
        self.seen = ""
        self.read_to = 0

    def expect(self, text):
        """Waits until a text is on the terminal, after the one before."""
        end = time.monotonic() + PATIENCE
        while True:
            at = self.seen.find(text, self.read_to)
            if at >= 0:
                self.read_to = at + len(text)
                return
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                raise SystemExit("'%s' did not come. On the terminal:\n%s" % (text, self.seen))
            try:
                data = os.read(self.terminal, 65536).decode(errors="replace")
            except OSError:
                raise SystemExit("the console ended before '%s' came:\n%s" % (text, self.seen))
            self.seen += ESCAPES.sub("", data)

    def type(self, text):
        os.write(self.terminal, text.encode())


folder = tempfile.TemporaryDirectory()
connection = os.path.join(folder.name, "connection.json")
console = Console(connection)
try:
    console.expect("AgentNotebook")
    console.expect("In [1]:")
    wait_until_warm(connection)
    console.type("class Pair\r")
    console.expect("...:")
    console.type("{\r")
    console.expect("...:")
    console.type("public int Left = 20, Right = 22;\r")
    console.expect("...:")
    console.type("}\r")
    console.expect("In [2]:")
    console.type("var pair = new Pair();\r")
    console.expect("In [3]:")
    console.type("pair.Left + pair.Right\r")
    console.expect("Out[3]: 42")
    console.expect("In [4]:")
    console.type("\x04")
    console.expect("exit")
    console.type("y\r")
    console.expect("Shutting down kernel")
except BaseException:
    os.kill(console.process, signal.SIGKILL)
    raise
sys.exit(os.waitstatus_to_exitcode(os.waitpid(console.process, 0)[1]))
