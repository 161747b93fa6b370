using AgentNotebook.Execution;
using AgentNotebook.Execution.Frames;
using AgentNotebook.Worker;

if (WorkerOrders.Parse(args) is not { } orders)
{
    Console.Error.WriteLine("AgentNotebook.Worker is started by the AgentNotebook library, with a level, a profile and the parent's process id as its arguments.");
    return 2;
}

var folder = Environment.CurrentDirectory;
var (input, output) = ParentPipe.Take();
Session.Begin();
var answers = new Answers(new FrameWriter(output));
var reader = new FrameReader(input, FrameCaps.OfWorker);
Console.SetIn(TextReader.Null);
if (orders.Level > SandboxLevel.None)
{
    Preload.Run();
}

answers.Warmed();
if (Next(FrameKind.Lock) is not { } limits)
{
    OwnFolder.Delete(folder);
    return 0;
}

answers.Ready(SelfRestriction.Apply(orders, LockMessage.Decode(limits)));
// Without a sandbox nothing has to be loaded before the lock: a worker that waits uses its wait.
if (orders.Level == SandboxLevel.None)
{
    new Thread(WarmUp.Run) { IsBackground = true, Name = "warm-up" }.Start();
}

if (Delivery.Read(input) is not { } delivery)
{
    OwnFolder.Delete(folder);
    return 0;
}

ParentPipe.DieWithParent(input, folder);
answers.Begin(delivery.Program);
// A thread of its own: how deep a guest can recurse does not depend on where the worker happens to be.
new Thread(new GuestHost(answers, delivery).Run, GuestHost.StackBytes) { Name = "guest" }.Start();
// The parent closes the pipe when it has read everything; until then the guest's descendants can still be found through this process.
Thread.Sleep(Timeout.Infinite);
return 0;

ReadOnlyMemory<byte>? Next(FrameKind kind) => reader.ReadAsync().AsTask().GetAwaiter().GetResult() switch
{
    null => null,
    { } frame when frame.Kind == kind => frame.Payload,
    { } frame => throw new FrameException($"a {frame.Kind} frame where {kind} was due"),
};
