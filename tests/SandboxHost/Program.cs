using System.Text.Json;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;
using AgentNotebook.SandboxHost;

// A host for the tests to take something from, and to kill. It gives up what it is told to, prepares a runner, runs what it is given and prints
// one line of JSON: a HostAnswer. With --hold it then stays, with guests that spin, until it is killed.
var orders = HostOrders.Parse(args);
if (orders.User is { } user)
{
    HostUser.Become(user);
}

Denial.Install(orders.Denied);
await using var runner = new WorkerRunner(new WorkerRunnerOptions
{
    WorkerPath = orders.Worker,
    Sandbox = new SandboxOptions { MinimumLevel = orders.Minimum, MaximumLevel = orders.Maximum, BubblewrapPath = orders.Bubblewrap },
    Pool = new WorkerPoolOptions { Spares = orders.Holds ? 2 : 0 },
});
var limits = new ExecutionLimits { WallTime = TimeSpan.FromMinutes(5), CpuTime = TimeSpan.FromMinutes(5), Startup = TimeSpan.FromSeconds(60) };
var answer = new HostAnswer();
try
{
    answer = answer with { Status = await runner.PrepareAsync(CancellationToken.None) };
    if (orders.Launches > 0)
    {
        answer = answer with { Threads = Launches.Make(orders.Maximum, orders.Launches) };
    }

    if (orders.Program is { } file)
    {
        var program = JsonSerializer.Deserialize<GuestProgram>(File.ReadAllText(file))!;
        Task<GuestOutcome>[] runs = [.. Enumerable.Range(0, orders.Holds ? 2 : 1).Select(_ => runner.RunAsync(program, limits, CancellationToken.None))];
        answer = orders.Holds
            ? answer with { Children = await Busy.WhenAsync(runs.Length) }
            : answer with { Outcome = await runs[0] };
    }
}
catch (SandboxUnavailableException exception)
{
    answer = answer with { Refusal = exception.Message, Layers = exception.Layers };
}

Console.WriteLine(JsonSerializer.Serialize(answer));
if (orders.Holds)
{
    Thread.Sleep(Timeout.Infinite);
}
