using AgentNotebook.Execution.Frames;
using AgentNotebook.Worker;

if (args is not [var memory] || !long.TryParse(memory, out var memoryBytes) || memoryBytes <= 0)
{
    await Console.Error.WriteLineAsync("AgentNotebook.Worker is started by the AgentNotebook library, with its memory limit in bytes as the only argument.");
    return 2;
}

var (input, output) = ParentPipe.Take();
ProcessLimits.Apply(memoryBytes);
var answers = new Answers(new FrameWriter(output));
Console.SetIn(TextReader.Null);
answers.Ready();
if (await new FrameReader(input, FrameCaps.OfWorker).ReadAsync() is not { } frame)
{
    return 0;
}

var program = ProgramMessage.Decode(frame.Payload);
ParentPipe.DieWithParent(input);
answers.Begin(program);
new GuestHost(answers, program).Run();
// The parent closes the pipe when it has read everything; until then the guest's descendants can still be found through this process.
Thread.Sleep(Timeout.Infinite);
return 0;
