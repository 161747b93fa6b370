"""Interrupts, by message and by signal, of everything a cell can be doing; the notebook's variables stay."""
import os
import signal
import sys
import time

from session import Session, says

CELLS = {
    "busy loop": 'Console.WriteLine("begun"); while (true) { }',
    "sleep": 'Console.WriteLine("begun"); Thread.Sleep(-1);',
    "await": 'Console.WriteLine("begun"); await Task.Delay(-1);',
    "blocking task": 'Console.WriteLine("begun"); Task.Delay(-1).Wait();',
    "finally that never ends": 'Console.WriteLine("begun"); try { } finally { while (!Done) Thread.SpinWait(1000); }',
    "read of a pipe": 'Console.WriteLine("begun"); var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.In); pipe.ReadByte();',
    "socket": 'Console.WriteLine("begun"); var l = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0); l.Start(); l.AcceptTcpClient();',
    "catch of everything": 'Console.WriteLine("begun"); while (true) { try { Thread.Sleep(10); } catch { } }',
    "every thread of the pool": 'Console.WriteLine("begun"); Task.WaitAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => { while (true) { } })).ToArray());',
    "recursion": 'long Slow(int n) => n < 2 ? n : Slow(n - 1) + Slow(n - 2);\nConsole.WriteLine("begun"); Slow(99)',
    "prints": 'Console.WriteLine("begun"); while (true) Console.Write("");',
    "session": 'Console.WriteLine("begun"); for (var i = 0; ; i++) { Session["x"] = i; Session.Flush(); }',
    "a child": '#!sandbox --timeout 5m\nConsole.WriteLine("begun"); while (true) { }',
    "an agent": '#!agent-run --timeout 5m --budget 10m\nwhile (true) { }\n1',
}


def interrupted(session, name, code, interrupt):
    message = session.send(code)
    if name == "a child":
        wait_for_child(session)
    elif name == "an agent":
        session.wait_for(message, lambda m: m["msg_type"] == "update_display_data" and "Acting" in str(m["content"]["data"]))
    else:
        session.wait_for(message, says("begun"))
    before = time.monotonic()
    interrupt()
    result = session.finish(message)
    seconds = time.monotonic() - before
    assert result.status == "error", (name, result)
    assert session.value("kept") == "42", name
    return seconds


def escalation(session):
    """A magic may take its time to come to rest; who asks twice does not wait for it."""
    message = session.send("#!sandbox --timeout 5m\nwhile (true) { }")
    wait_for_child(session)
    session.manager.interrupt_kernel()
    session.manager.interrupt_kernel()
    assert session.finish(message).status == "error"
    assert session.value("kept") == "42"


def wait_for_child(session):
    """What a child prints comes when it has ended: that it runs shows in the time it takes, which those that stand ready do not."""
    before = {}
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for process, ticks in children(session).items():
            if ticks - before.setdefault(process, ticks) > 20:
                return
        time.sleep(0.02)
    raise AssertionError("no child runs")


def children(session):
    """The processor time of each process that descends from the kernel, in ticks."""
    stats = {}
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % process) as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
            stats[int(process)] = (int(fields[1]), int(fields[11]) + int(fields[12]))
        except OSError:
            pass
    found, look = {}, [session.manager.provisioner.process.pid]
    while look:
        parent = look.pop()
        for process, (of, ticks) in stats.items():
            if of == parent:
                found[process] = ticks
                look.append(process)
    return found


def main():
    # A shell that starts something in the background has it ignore SIGINT, and so would the kernel.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    worst = 0
    with Session() as session:
        assert session.run("var kept = 42; var Done = false;").status == "ok"
        ways = {
            "message": session.manager.interrupt_kernel,
            "SIGINT": lambda: os.kill(session.manager.provisioner.process.pid, signal.SIGINT),
        }
        for way, interrupt in ways.items():
            for name, code in CELLS.items():
                seconds = interrupted(session, name, code, interrupt)
                worst = max(worst, seconds)
                print("%-8s %-26s %4.0f ms" % (way, name, seconds * 1000))
        session.run("Done = true;")

        # Cells that wait behind the interrupted one come to nothing, later ones run.
        running = session.send('Console.WriteLine("begun"); while (true) { }')
        waiting = session.send("kept = 0;")
        session.wait_for(running, says("begun"))
        session.manager.interrupt_kernel()
        assert session.finish(running).status == "error"
        assert session.finish(waiting).status == "aborted"
        assert session.value("kept") == "42"

        # An interrupt while nothing runs stops nothing that comes later.
        session.client.control_channel.send(session.client.session.msg("interrupt_request", {}))
        assert session.client.get_control_msg(timeout=30)["content"]["status"] == "ok"
        assert session.value("kept + 1") == "43"
        escalation(session)
    print("worst %.0f ms" % (worst * 1000))
    return 0


sys.exit(main())
