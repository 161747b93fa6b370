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
if (orders.Profile != SandboxProfile.Extract)
{
    // At once: one waits for files, the other compiles. The extractor comes with this program, and can load what it lacks from where it was started.
    var preload = orders.Level > SandboxLevel.None ? Preload.Begin() : null;
    Rehearsal.Run();
    preload?.Join();
}

answers.Warmed();
if (Next(FrameKind.Lock) is not { } limits)
{
    OwnFolder.Delete(folder);
    return 0;
}

var guest = new GuestThread();
answers.Ready(SelfRestriction.Apply(orders, LockMessage.Decode(limits)));
if (Delivery.Read(input) is not { } delivery)
{
    OwnFolder.Delete(folder);
    return 0;
}

answers.Begin(delivery.Program);
var host = new GuestHost(answers, delivery);
AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => host.EndWith(unhandled.ExceptionObject);
guest.Run(host.Run);
// The parent closes the pipe when it has read everything; until then the guest's descendants can still be found through this process.
ParentPipe.WaitForEnd(input, folder);
return 0;

ReadOnlyMemory<byte>? Next(FrameKind kind) => reader.ReadAsync().AsTask().GetAwaiter().GetResult() switch
{
    // Typed: a bare null would become empty bytes, for an array converts to them.
    null => default(ReadOnlyMemory<byte>?),
    { } frame when frame.Kind == kind => frame.Payload,
    { } frame => throw new FrameException($"a {frame.Kind} frame where {kind} was due"),
};
