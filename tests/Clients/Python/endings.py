"""What a kernel's end leaves behind: values are kept whether it is asked to end, told to by a signal, or killed; an unfinished run is offered to the next."""
import os
import signal
import time

from session import Session, says


def wait_for_end(session, timeout=60):
    end = time.monotonic() + timeout
    while session.manager.is_alive():
        assert time.monotonic() < end, "the kernel did not end"
        time.sleep(0.05)


def keep(session, value):
    session.finish(session.send('Session["kept"] = new List<int> { %d };' % value))
    # Changed inside, in place: nothing tells the session.
    session.finish(session.send('((List<int>)Session["kept"]!).Add(%d);' % (value + 1)))


def kept(session):
    return session.finish(session.send('string.Join(",", Session.Get<List<int>>("kept")!)')).value().strip('"')


with Session() as session:
    keep(session, 1)
    session.manager.shutdown_kernel()

with Session() as session:
    assert kept(session) == "1,2", kept(session)
    keep(session, 3)
    os.kill(session.manager.provisioner.pid, signal.SIGTERM)
    wait_for_end(session)

with Session() as session:
    assert kept(session) == "3,4", kept(session)
    keep(session, 5)
    # The first step of a run takes what is dirty along.
    message = session.send('#!agent-run --timeout 5m --budget 10m\nwhile (true) { }\n1')
    session.wait_for(message, lambda m: m["msg_type"] == "update_display_data" and "Acting" in str(m["content"]["data"]))
    os.kill(session.manager.provisioner.pid, signal.SIGKILL)
    wait_for_end(session)

with Session() as session:
    result = session.finish(session.send('"begun"'))
    said = result.text("stdout") + result.text("stderr")
    assert "run-1" in said and "#!agent-resume run-1" in said and len(said.strip().splitlines()) == 1, repr(said)
    assert kept(session) == "5,6", kept(session)

print("shutdown, SIGTERM and SIGKILL: all values kept")
