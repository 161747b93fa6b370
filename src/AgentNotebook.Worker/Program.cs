using AgentNotebook.Execution.Frames;
using AgentNotebook.Worker;

if (args is not [var memory] || !long.TryParse(memory, out var memoryBytes) || memoryBytes <= 0)
{
    Console.Error.WriteLine("AgentNotebook.Worker is started by the AgentNotebook library, with its memory limit in bytes as the only argument.");
    return 2;
}

var folder = Environment.CurrentDirectory;
var (input, output) = ParentPipe.Take();
ProcessLimits.Apply(memoryBytes);
var answers = new Answers(new FrameWriter(output));
Console.SetIn(TextReader.Null);
answers.Ready();
// A worker that was started ahead uses its wait; for one that was not, this runs beside the arrival of its program.
new Thread(WarmUp.Run) { IsBackground = true, Name = "warm-up" }.Start();
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
