"""Many cells, interrupts and reconnections in one kernel: python soak.py CELLS INTERRUPTS RECONNECTIONS."""
import json
import sys
import time

from session import Session, says


def memory(process):
    figures = {}
    with open("/proc/%s/status" % process) as status:
        for line in status:
            if line.split(":")[0] in ("VmRSS", "Threads"):
                figures[line.split(":")[0]] = int(line.split()[1])
    import os

    return {"rss_mib": round(figures["VmRSS"] / 1024, 1), "threads": figures["Threads"], "descriptors": len(os.listdir("/proc/%s/fd" % process))}


KINDS = [
    "{0} + 1",
    "var v{0} = {0}; v{0} * 2",
    'Console.WriteLine("line {0}")',
    "int F{0}(int x) => x + {0}; F{0}(1)",
    'display(new {{ Name = "n{0}", Value = {0} }})',
    'try {{ throw new Exception("{0}"); }} catch (Exception e) {{ Console.WriteLine(e.Message); }}',
    "await Task.Yield(); {0}",
    'string.Join(",", Enumerable.Range(0, 50).Select(i => i * {0}))',
]


def main(cells, interrupts, reconnections):
    with Session() as session:
        process = session.manager.provisioner.process.pid
        session.run("var kept = 42;")
        for number in range(20):
            session.run("%d" % number)
        figures = {"start": memory(process)}
        times = []
        for number in range(cells):
            before = time.monotonic()
            result = session.run(KINDS[number % len(KINDS)].format(number))
            times.append(time.monotonic() - before)
            assert result.status == "ok", result
            if number + 1 in (125, 500, 1000) or number + 1 == cells:
                figures["after %d cells" % (number + 1)] = memory(process)
        for _ in range(interrupts):
            message = session.send('Console.WriteLine("begun"); while (true) { }')
            session.wait_for(message, says("begun"))
            session.manager.interrupt_kernel()
            assert session.finish(message).status == "error"
        figures["after %d interrupts" % interrupts] = memory(process)
        for _ in range(reconnections):
            session.client.stop_channels()
            session.client = session.manager.client()
            session.client.start_channels()
            session.client.wait_for_ready(timeout=60)
            assert session.value("kept") == "42"
        figures["after %d reconnections" % reconnections] = memory(process)
        figures["cell_ms"] = {"20th to 120th": middle(times[20:120]), "last 100": middle(times[-100:])}
        print(json.dumps(figures, indent=1))


def middle(times):
    return round(sorted(times)[len(times) // 2] * 1000, 2)


main(*(int(word) for word in sys.argv[1:]))
